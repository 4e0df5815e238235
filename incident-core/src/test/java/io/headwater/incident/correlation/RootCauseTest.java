package io.headwater.incident.correlation;

import static io.headwater.incident.correlation.Warehouse.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.Habit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RootCauseTest {
    private static Estimate estimate(Warehouse warehouse, Failure... failures) {
        return RootCause.estimate(List.of(failures), warehouse.evidence());
    }

    @Test
    void the_price_of_a_lone_failing_test_is_a_cause_and_its_power() {
        Warehouse warehouse = Warehouse.of("raw.orders > orders");

        Estimate estimate = estimate(warehouse, warehouse.test("orders").failed("02:14", "01:14"));

        // 1.5 - ln 0.55
        assertThat(estimate.best().costMicroNats()).isEqualTo(1_500_000 + 597_837);
    }

    @Test
    void an_estimate_tells_why_in_a_sentence() {
        Warehouse warehouse = Warehouse.of("raw.orders > stg_orders > orders, refunds, returns > daily");
        warehouse.freshness("raw.orders").passed("02:20");

        Estimate estimate = estimate(
                warehouse,
                warehouse.test("stg_orders").failed("02:14", "02:05"),
                warehouse.test("orders").failed("02:15", "02:06"),
                warehouse.test("refunds").failed("02:15", "02:06"),
                warehouse.test("returns").failed("02:16", "02:07"),
                warehouse.test("daily").failed("02:18", "02:08"));

        assertThat(estimate.sentence())
                .isEqualTo("grouped under `stg_orders`: explains 5 of 5 failing checks within 2 hops; all passed until"
                        + " 02:05, first failure 02:14; the next best, `raw.orders`, costs 0.9 more because what"
                        + " fails lies further below it.");
    }

    @Test
    void what_passed_is_named_where_it_decided() {
        Warehouse warehouse = Warehouse.of("raw.orders > stg_orders > orders, refunds");
        for (String rule : List.of("unique", "not_null", "accepted", "recent")) {
            warehouse.test("raw.orders").named(rule).passed("02:20");
        }

        Estimate estimate = estimate(
                warehouse,
                warehouse.test("orders").failed("02:14", "02:05"),
                warehouse.test("refunds").failed("02:15", "02:06"));

        assertThat(estimate.cause()).isEqualTo(urn("stg_orders"));
        assertThat(estimate.sentence())
                .isEqualTo("suspected to start at `stg_orders`: explains 2 of 2 failing checks within 1 hop; all"
                        + " passed until 02:05, first failure 02:14; no check on it failed; the next best,"
                        + " `raw.orders`, costs 0.8 more because its data test passed at 02:20.");
    }

    @Test
    void of_silent_places_that_explain_the_same_the_nearest_is_named_though_tests_on_it_passed() {
        Warehouse warehouse = Warehouse.of("raw.orders > stg_orders > orders, refunds");
        for (String rule : List.of("unique", "not_null", "accepted", "recent")) {
            warehouse.test("stg_orders").named(rule).passed("02:14");
        }

        Estimate estimate = estimate(
                warehouse,
                warehouse.test("orders").failed("02:14", "02:05"),
                warehouse.test("refunds").failed("02:15", "02:06"));

        assertThat(estimate.cause()).isEqualTo(urn("stg_orders"));
    }

    @Test
    void a_check_that_passed_after_the_onset_speaks_against_a_place() {
        Warehouse warehouse = Warehouse.of("a > b");

        Estimate estimate = estimate(
                warehouse,
                warehouse.test("a").failed("02:14", "01:14"),
                warehouse.test("b").failed("06:14", "04:14"),
                warehouse.test("b").named("other").failed("06:14", "04:14"));

        Candidate below = estimate.candidates().get(1);
        assertThat(estimate.cause()).isEqualTo(urn("b").equals(below.urn()) ? urn("a") : urn("b"));
        assertThat(estimate.candidates())
                .flatExtracting(Candidate::reasons)
                .anyMatch(reason -> reason instanceof Reason.PassedAfterOnset || reason instanceof Reason.LeavesOut);
    }

    @Test
    void at_most_three_candidates_are_kept_best_first() {
        Warehouse warehouse = Warehouse.of("a > b > c > d > e", "d > f");

        Estimate estimate = estimate(
                warehouse,
                warehouse.test("e").failed("02:14", "01:14"),
                warehouse.test("f").failed("02:15", "01:15"));

        assertThat(estimate.candidates()).extracting(Candidate::urn).containsExactly(urn("d"), urn("c"), urn("b"));
        assertThat(estimate.candidates())
                .isSortedAccordingTo((x, y) -> Long.compare(x.costMicroNats(), y.costMicroNats()));
    }

    @Test
    void of_equally_cheap_places_the_nearest_wins_then_the_first_by_name() {
        Warehouse warehouse = Warehouse.of("zeta, alpha > x", "zeta, alpha > y");

        Estimate estimate = estimate(
                warehouse,
                warehouse.test("x").failed("02:14", "01:14"),
                warehouse.test("y").failed("02:15", "01:15"));

        assertThat(estimate.cause()).isEqualTo(urn("alpha"));
        assertThat(estimate.sentence()).contains("`zeta` costs just as much");
    }

    @Test
    void one_silent_place_is_not_suspected_for_the_failures_of_one_asset() {
        Warehouse warehouse = Warehouse.of("a > b");
        IntStream.range(0, 40).forEach(i -> warehouse.test("b").named("p" + i).passed("02:20"));

        Estimate estimate = estimate(
                warehouse,
                warehouse.test("b").named("1").failed("02:14", "01:14"),
                warehouse.test("b").named("2").failed("02:15", "01:15"));

        assertThat(estimate.cause()).isEqualTo(urn("b"));
        assertThat(estimate.candidates()).hasSize(1);
    }

    @Test
    void failures_that_nothing_connects_still_get_an_estimate_that_says_so() {
        Warehouse warehouse = Warehouse.of("a > b", "c > d");

        Estimate estimate = estimate(
                warehouse,
                warehouse.test("b").failed("02:14", "01:14"),
                warehouse.test("b").named("2").failed("02:14", "01:14"),
                warehouse.test("d").failed("02:15", "01:15"));

        assertThat(estimate.cause()).isEqualTo(urn("b"));
        assertThat(estimate.best().explains()).isEqualTo(2);
        assertThat(estimate.candidates().get(1).reasons()).contains(new Reason.LeavesOut(2));
    }

    @Test
    void a_time_of_another_day_is_told_with_its_date() {
        Warehouse warehouse = Warehouse.of("a > b");

        Estimate estimate = estimate(warehouse, warehouse.test("b").failed("+1 02:14", "23:05"));

        assertThat(estimate.sentence()).contains("all passed until 2026-03-01 23:05, first failure 02:14");
    }

    @Test
    void no_more_than_max_passing_checks_are_read_below_a_place() {
        Warehouse warehouse = Warehouse.of(IntStream.range(0, 2_000)
                .mapToObj(i -> "hub > leaf%d".formatted(i))
                .toArray(String[]::new));
        int[] read = {0};
        PassingChecks counting = urn -> {
            read[0]++;
            return List.of(new PassingChecks.Passing(
                    warehouse.test(urn).id(), CheckKind.DATA_TEST, Warehouse.at("03:00"), Habit.NONE));
        };

        RootCause.estimate(
                List.of(
                        warehouse.test("leaf1").failed("02:14", "01:14"),
                        warehouse.test("leaf2").failed("02:14", "01:14")),
                new Evidence(warehouse.graph(), counting, CorrelationPolicy.DEFAULTS));

        assertThat(read[0]).isLessThanOrEqualTo(CorrelationPolicy.DEFAULTS.maxPassing() + 2);
    }

    @Test
    void without_failures_there_is_no_cause() {
        Warehouse warehouse = Warehouse.of("a > b");

        assertThatThrownBy(() -> estimate(warehouse)).isInstanceOf(IllegalArgumentException.class);
    }
}
