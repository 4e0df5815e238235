package io.headwater.incident.correlation;

import static io.headwater.incident.correlation.Warehouse.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergerTest {
    private final Warehouse warehouse =
            Warehouse.of("stg_orders > orders", "stg_orders > refunds", "stg_orders > returns");

    private static OpenStory story(String incident, Set<String> partedFrom, Failure... failures) {
        List<Instant> times =
                List.of(failures).stream().map(Failure::failedAt).sorted().toList();
        String cause = List.of(failures).stream()
                .min(Comparator.comparing(Failure::failedAt))
                .orElseThrow()
                .assets()
                .get(0);
        return new OpenStory(
                incident, List.of(failures), cause, times.get(0), times.get(times.size() - 1), partedFrom, Set.of());
    }

    private Optional<MergeReason> merge(OpenStory a, OpenStory b) {
        Merger merger = new Merger(warehouse.evidence());
        Optional<MergeReason> oneWay = merger.mergeable(a, b);
        Optional<MergeReason> otherWay = merger.mergeable(b, a);
        assertThat(oneWay).isEqualTo(otherWay);
        return oneWay;
    }

    @Test
    void two_incidents_under_one_silent_cause_are_one_and_the_older_lives_on() {
        Optional<MergeReason> reason = merge(
                story("INC-2", Set.of(), warehouse.test("refunds").failed("02:15", "01:15")),
                story("INC-9", Set.of(), warehouse.test("orders").failed("02:14", "01:14")));

        assertThat(reason).isPresent();
        assertThat(reason.get().into()).isEqualTo("INC-9");
        assertThat(reason.get().from()).isEqualTo("INC-2");
        assertThat(reason.get().estimate().cause()).isEqualTo(urn("stg_orders"));
        assertThat(reason.get().savesMicroNats()).isPositive();
        assertThat(reason.get().sentence())
                .isEqualTo("one cause, `stg_orders`, explains both: 0.9 cheaper than two causes");
    }

    @Test
    void incidents_whose_checks_passed_in_between_are_not_one() {
        assertThat(merge(
                        story("INC-1", Set.of(), warehouse.test("orders").failed("02:14", "01:14")),
                        story("INC-2", Set.of(), warehouse.test("refunds").failed("06:15", "05:15"))))
                .isEmpty();
    }

    @Test
    void what_a_person_parted_is_never_joined_again() {
        assertThat(merge(
                        story("INC-1", Set.of(), warehouse.test("orders").failed("02:14", "01:14")),
                        story(
                                "INC-2",
                                Set.of("INC-1"),
                                warehouse.test("refunds").failed("02:15", "01:15"))))
                .isEmpty();
    }

    @Test
    void an_incident_quiet_for_the_window_is_not_joined_by_a_younger_one() {
        assertThat(merge(
                        story("INC-1", Set.of(), warehouse.test("orders").failed("02:14")),
                        story("INC-2", Set.of(), warehouse.test("refunds").failed("14:15"))))
                .isEmpty();
    }

    @Test
    void incidents_without_a_common_upstream_are_not_one() {
        assertThat(merge(
                        story("INC-1", Set.of(), warehouse.test("orders").failed("02:14", "01:14")),
                        story("INC-2", Set.of(), warehouse.test("elsewhere").failed("02:14", "01:14"))))
                .isEmpty();
    }
}
