package io.headwater.incident.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Berlin is an hour ahead of UTC in winter, two in summer; in 2026 clocks go forward on 29 March, back on 25 October. */
class WeeklyTest {
    private static final Set<DayOfWeek> SUNDAYS = EnumSet.of(DayOfWeek.SUNDAY);

    @Test
    void it_is_in_force_from_its_start_until_just_before_its_end() {
        Weekly weekly = on(SUNDAYS, "02:00", "PT2H");

        assertThat(weekly.inForce(at("2026-03-01T00:59:59Z"))).isEmpty();
        assertThat(weekly.inForce(at("2026-03-01T01:00:00Z"))).contains(from("2026-03-01T01:00:00Z", 2));
        assertThat(weekly.inForce(at("2026-03-01T02:59:59Z"))).contains(from("2026-03-01T01:00:00Z", 2));
        assertThat(weekly.inForce(at("2026-03-01T03:00:00Z"))).isEmpty();
    }

    @Test
    void after_its_end_the_next_comes_a_week_later() {
        assertThat(on(SUNDAYS, "02:00", "PT2H").currentOrNext(at("2026-03-01T03:00:00Z")))
                .contains(from("2026-03-08T01:00:00Z", 2));
    }

    @Test
    void it_keeps_to_the_clock_on_the_wall_over_the_change_of_clocks() {
        Weekly weekly = on(SUNDAYS, "20:00", "PT2H");

        assertThat(weekly.currentOrNext(at("2026-03-22T12:00:00Z"))).contains(from("2026-03-22T19:00:00Z", 2));
        assertThat(weekly.currentOrNext(at("2026-03-29T12:00:00Z"))).contains(from("2026-03-29T18:00:00Z", 2));
        assertThat(weekly.currentOrNext(at("2026-10-25T12:00:00Z"))).contains(from("2026-10-25T19:00:00Z", 2));
    }

    @Test
    void it_lasts_as_long_on_the_day_the_clocks_go_forward() {
        assertThat(on(SUNDAYS, "01:00", "PT4H").currentOrNext(at("2026-03-28T12:00:00Z")))
                .contains(from("2026-03-29T00:00:00Z", 4));
    }

    @Test
    void it_lasts_as_long_on_the_day_the_clocks_go_back() {
        assertThat(on(SUNDAYS, "01:00", "PT4H").currentOrNext(at("2026-10-24T12:00:00Z")))
                .contains(from("2026-10-24T23:00:00Z", 4));
    }

    @Test
    void a_start_that_the_clocks_skip_is_as_much_later_as_they_skip() {
        assertThat(on(SUNDAYS, "02:30", "PT1H").currentOrNext(at("2026-03-28T12:00:00Z")))
                .contains(from("2026-03-29T01:30:00Z", 1));
    }

    @Test
    void of_a_start_that_comes_twice_the_first_counts_and_there_is_one_period() {
        Weekly weekly = on(SUNDAYS, "02:30", "PT30M");

        assertThat(weekly.currentOrNext(at("2026-10-24T12:00:00Z")))
                .contains(new Period(at("2026-10-25T00:30:00Z"), at("2026-10-25T01:00:00Z")));
        assertThat(weekly.currentOrNext(at("2026-10-25T01:00:00Z")))
                .contains(new Period(at("2026-11-01T01:30:00Z"), at("2026-11-01T02:00:00Z")));
    }

    @Test
    void one_that_begins_before_midnight_is_in_force_after_it() {
        assertThat(on(SUNDAYS, "23:00", "PT6H").inForce(at("2026-03-02T03:00:00Z")))
                .contains(from("2026-03-01T22:00:00Z", 6));
    }

    @Test
    void periods_that_touch_are_one_so_that_nothing_is_told_between_them() {
        Weekly weekend = on(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), "00:00", "PT24H");

        assertThat(weekend.inForce(at("2026-03-07T23:00:00Z"))).contains(from("2026-03-06T23:00:00Z", 48));
        assertThat(weekend.inForce(at("2026-03-06T23:00:00Z"))).contains(from("2026-03-06T23:00:00Z", 48));
    }

    @Test
    void it_recurs_within_its_bounds_only_and_is_cut_by_them() {
        Weekly weekly = new Weekly(
                SUNDAYS,
                LocalTime.parse("02:00"),
                Duration.ofHours(2),
                ZoneId.of("Europe/Berlin"),
                Optional.of(at("2026-03-08T02:00:00Z")),
                Optional.of(at("2026-03-15T02:00:00Z")));

        assertThat(weekly.currentOrNext(at("2026-01-01T00:00:00Z"))).contains(from("2026-03-08T02:00:00Z", 1));
        assertThat(weekly.currentOrNext(at("2026-03-08T03:00:00Z"))).contains(from("2026-03-15T01:00:00Z", 1));
        assertThat(weekly.currentOrNext(at("2026-03-15T02:00:00Z"))).isEmpty();
    }

    @Test
    void one_that_would_never_end_is_none() {
        assertThatThrownBy(() -> on(EnumSet.allOf(DayOfWeek.class), "00:00", "PT24H"))
                .hasMessageContaining("never ends");
        assertThatThrownBy(() -> on(SUNDAYS, "00:00", "PT25H")).hasMessageContaining("24 hours");
        assertThatThrownBy(() -> on(EnumSet.noneOf(DayOfWeek.class), "00:00", "PT1H"))
                .hasMessageContaining("at least one day");
    }

    private static Weekly on(Set<DayOfWeek> days, String start, String length) {
        return new Weekly(
                days,
                LocalTime.parse(start),
                Duration.parse(length),
                ZoneId.of("Europe/Berlin"),
                Optional.empty(),
                Optional.empty());
    }

    private static Period from(String start, int hours) {
        return new Period(at(start), at(start).plus(Duration.ofHours(hours)));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
