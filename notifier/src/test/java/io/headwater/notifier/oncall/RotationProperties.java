package io.headwater.notifier.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Over zones with and without clock changes, one that moves by half an hour and one that skipped a whole day. */
class RotationProperties {
    private static final long FROM = Instant.parse("2005-01-01T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("2039-12-31T00:00:00Z").getEpochSecond();

    @Property
    void exactly_one_person_is_on_call_at_any_moment_after_the_first_hand_off(
            @ForAll("rotations") Rotation rotation, @ForAll("moments") Instant when) {
        Instant first = rotation.start()
                .atTime(rotation.handOff())
                .atZone(rotation.timeZone())
                .toInstant();
        if (when.isBefore(first)) {
            assertThat(rotation.at(when)).isEmpty();
            return;
        }
        Shift shift = rotation.at(when).orElseThrow();
        assertThat(shift.since()).isBeforeOrEqualTo(when);
        assertThat(shift.until()).isAfter(when);
        assertThat(rotation.participants()).contains(shift.person());
        // The whole stretch is one and the same shift: no gap, no overlap.
        assertThat(rotation.at(shift.since())).contains(shift);
        assertThat(rotation.at(shift.until().minusNanos(1))).contains(shift);
        assertThat(rotation.at(shift.until()).orElseThrow().since()).isEqualTo(shift.until());
    }

    @Property
    void every_hand_off_is_at_the_local_wall_time_unless_a_clock_change_skips_it(
            @ForAll("rotations") Rotation rotation, @ForAll("moments") Instant when) {
        rotation.at(when).ifPresent(shift -> {
            LocalDateTime local = LocalDateTime.ofInstant(shift.until(), rotation.timeZone());
            LocalDateTime meant = local.toLocalDate().atTime(rotation.handOff());
            boolean moved = !local.equals(meant);
            boolean clockChanged = IntStream.rangeClosed(-1, 1)
                    .mapToObj(meant::plusDays)
                    .anyMatch(near ->
                            rotation.timeZone().getRules().getValidOffsets(near).isEmpty());
            assertThat(moved && !clockChanged).as("%s for %s", local, meant).isFalse();
        });
    }

    @Property
    void the_next_in_the_list_takes_over(@ForAll("weekly") Rotation rotation, @ForAll("moments") Instant when) {
        rotation.at(when).ifPresent(shift -> {
            List<String> people = rotation.participants();
            String next = people.get((people.indexOf(shift.person()) + 1) % people.size());
            assertThat(rotation.at(shift.until()).orElseThrow().person()).isEqualTo(next);
        });
    }

    @Provide
    Arbitrary<Rotation> rotations() {
        return rotations(Arbitraries.of(
                Period.ofDays(1), Period.ofDays(3), Period.ofWeeks(1), Period.ofWeeks(2), Period.ofMonths(1)));
    }

    @Provide
    Arbitrary<Rotation> weekly() {
        return rotations(Arbitraries.of(Period.ofWeeks(1)));
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(FROM, TO).map(Instant::ofEpochSecond);
    }

    private static Arbitrary<Rotation> rotations(Arbitrary<Period> lengths) {
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        "UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Asia/Kolkata",
                        "Pacific/Apia")
                .map(ZoneId::of);
        Arbitrary<LocalDate> starts =
                Arbitraries.longs().between(FROM / 86_400, TO / 86_400).map(LocalDate::ofEpochDay);
        Arbitrary<LocalTime> handOffs =
                Arbitraries.integers().between(0, 95).map(quarter -> LocalTime.ofSecondOfDay(quarter * 900L));
        Arbitrary<List<String>> people = Arbitraries.integers()
                .between(1, 5)
                .map(n -> IntStream.range(0, n).mapToObj(i -> "p" + i).toList());
        return Combinators.combine(zones, starts, handOffs, lengths, people)
                .as((zone, start, handOff, length, who) -> new Rotation("r", zone, start, handOff, length, who));
    }
}
