package io.headwater.incident.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.outcome.CheckRow.Evaluation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T06:00:00Z");

    @Test
    void the_usual_interval_is_the_median_of_those_that_are_alike() {
        assertThat(Rhythm.usual(at(0, 60, 120, 185, 240, 300))).contains(Duration.ofHours(1));
        assertThat(Rhythm.usual(at(0, 60, 120, 780, 840, 900, 960))).contains(Duration.ofHours(1));
    }

    @Test
    void few_irregular_or_quick_intervals_are_no_rhythm() {
        assertThat(Rhythm.usual(at(0, 60, 120, 180, 240))).isEmpty();
        assertThat(Rhythm.usual(at(0, 5, 200, 220, 700, 705, 1500))).isEmpty();
        assertThat(Rhythm.usual(at(0, 1, 2, 3, 4, 5, 6))).isEmpty();
    }

    @Test
    void overdue_is_what_is_late_by_twice_its_usual_interval() {
        Instant last = minute(300);
        assertThat(Rhythm.NONE.overdueFrom(last, at(0, 60, 120, 180, 240, 300))).contains(minute(480));
    }

    @Test
    void a_pause_as_long_as_one_of_this_week_or_the_last_is_not_overdue() {
        Rhythm thisWeek = Rhythm.NONE.heard(Optional.of(MONDAY), MONDAY.plus(Duration.ofHours(12)));
        assertThat(thisWeek.overdueFrom(minute(300), at(0, 60, 120, 180, 240, 300)))
                .contains(minute(300 + 15 * 60));

        Rhythm nextWeek = thisWeek.heard(
                Optional.of(MONDAY.plus(Duration.ofDays(7)).minusSeconds(60)), MONDAY.plus(Duration.ofDays(7)));
        assertThat(nextWeek.longestBefore()).isEqualTo(Duration.ofHours(12).toSeconds());

        Rhythm later = nextWeek.heard(Optional.empty(), MONDAY.plus(Duration.ofDays(21)));
        assertThat(later.overdueFrom(minute(300), at(0, 60, 120, 180, 240, 300)))
                .contains(minute(480));
    }

    @Test
    void a_pause_in_which_it_was_overdue_is_not_what_to_expect() {
        Rhythm overdue = Rhythm.NONE.overdueBy(new CheckId("dbt", "arrival:model.a"));
        Rhythm after = overdue.heard(Optional.of(MONDAY), MONDAY.plus(Duration.ofHours(50)));

        assertThat(after.overdue()).isEmpty();
        assertThat(after.longest()).isZero();
    }

    @Test
    void two_such_pauses_as_long_as_one_another_are() {
        CheckId arrival = new CheckId("dbt", "arrival:model.a");
        Instant morning = MONDAY.plus(Duration.ofHours(12));
        Rhythm once = Rhythm.NONE.overdueBy(arrival).heard(Optional.of(MONDAY), morning);

        Rhythm asLong = once.overdueBy(arrival).heard(Optional.of(morning), morning.plus(Duration.ofHours(13)));
        assertThat(asLong.longest()).isEqualTo(Duration.ofHours(13).toSeconds());

        Rhythm shorter = once.overdueBy(arrival).heard(Optional.of(morning), morning.plus(Duration.ofHours(5)));
        assertThat(shorter.longest()).isZero();
    }

    private static List<Evaluation> at(int... minutes) {
        return Arrays.stream(minutes)
                .mapToObj(minute -> new Evaluation(minute(minute), true))
                .toList();
    }

    private static Instant minute(int minute) {
        return MONDAY.plus(Duration.ofMinutes(minute));
    }
}
