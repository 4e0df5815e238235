package io.headwater.notifier.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** Mondays at nine in Berlin, a week each. */
    private final Rotation weekly = rotation(BERLIN, "2026-01-05", "09:00", Period.ofWeeks(1), "ada", "ben", "chloe");

    @Test
    void people_take_turns_in_their_order_and_start_again() {
        assertThat(personAt(weekly, "2026-01-05T08:00:00Z")).isEqualTo("ada");
        assertThat(personAt(weekly, "2026-01-14T12:00:00Z")).isEqualTo("ben");
        assertThat(personAt(weekly, "2026-01-21T12:00:00Z")).isEqualTo("chloe");
        assertThat(personAt(weekly, "2026-01-28T12:00:00Z")).isEqualTo("ada");
    }

    @Test
    void the_hand_off_belongs_to_who_takes_over() {
        assertThat(personAt(weekly, "2026-01-12T07:59:59.999Z")).isEqualTo("ada");
        assertThat(personAt(weekly, "2026-01-12T08:00:00Z")).isEqualTo("ben");
    }

    @Test
    void nobody_is_on_call_before_the_first_hand_off() {
        assertThat(weekly.at(Instant.parse("2026-01-05T07:59:59Z"))).isEmpty();
    }

    @Test
    void nobody_is_on_call_in_a_rotation_without_people() {
        assertThat(rotation(BERLIN, "2026-01-05", "09:00", Period.ofWeeks(1)).at(Instant.parse("2026-02-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void the_week_in_which_clocks_go_forward_is_an_hour_shorter_and_hands_over_at_the_same_local_time() {
        Shift spring = weekly.at(Instant.parse("2026-03-25T12:00:00Z")).orElseThrow();
        assertThat(spring.since()).isEqualTo("2026-03-23T08:00:00Z");
        assertThat(spring.until()).isEqualTo("2026-03-30T07:00:00Z");
        assertThat(Duration.between(spring.since(), spring.until())).isEqualTo(Duration.ofHours(7 * 24 - 1));
    }

    @Test
    void the_week_in_which_clocks_go_back_is_an_hour_longer() {
        Shift autumn = weekly.at(Instant.parse("2026-10-21T12:00:00Z")).orElseThrow();
        assertThat(autumn.since()).isEqualTo("2026-10-19T07:00:00Z");
        assertThat(autumn.until()).isEqualTo("2026-10-26T08:00:00Z");
    }

    @Test
    void a_hand_off_time_that_a_clock_change_skips_is_taken_as_much_later() {
        Rotation nightly = rotation(BERLIN, "2026-03-27", "02:30", Period.ofDays(1), "ada", "ben");
        Shift before = nightly.at(Instant.parse("2026-03-28T12:00:00Z")).orElseThrow();
        // 02:30 does not exist on the 29th: 03:30 summer time.
        assertThat(before.until()).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(nightly.at(before.until()).orElseThrow().until()).isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void a_hand_off_time_that_comes_twice_counts_the_first_time() {
        Rotation nightly = rotation(BERLIN, "2026-10-23", "02:30", Period.ofDays(1), "ada", "ben");
        Shift before = nightly.at(Instant.parse("2026-10-24T12:00:00Z")).orElseThrow();
        assertThat(before.until()).isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void months_are_those_of_the_calendar() {
        Rotation monthly = rotation(BERLIN, "2026-01-31", "09:00", Period.ofMonths(1), "ada", "ben");
        Shift february = monthly.at(Instant.parse("2026-03-01T00:00:00Z")).orElseThrow();
        assertThat(february.person()).isEqualTo("ben");
        assertThat(february.since()).isEqualTo("2026-02-28T08:00:00Z");
        assertThat(february.until()).isEqualTo("2026-03-31T07:00:00Z");
    }

    @Test
    void a_turn_lasts_a_day_at_least_and_ten_years_at_most() {
        for (Period wrong :
                List.of(Period.ZERO, Period.ofDays(-7), Period.of(0, 1, -40), Period.ofYears(2_000_000_000))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rotation(BERLIN, "2026-01-05", "09:00", wrong, "ada"))
                    .withMessageContaining("rotation test: length " + wrong);
        }
    }

    private static Rotation rotation(ZoneId zone, String start, String handOff, Period length, String... people) {
        return new Rotation("test", zone, LocalDate.parse(start), LocalTime.parse(handOff), length, List.of(people));
    }

    private static String personAt(Rotation rotation, String when) {
        return rotation.at(Instant.parse(when)).orElseThrow().person();
    }
}
