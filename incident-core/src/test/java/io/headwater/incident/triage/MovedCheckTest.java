package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.status.Health;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model that moves to another schema takes its build and its tests along. */
class MovedCheckTest {
    private static final Say BUILD = Say.build("orders");
    private static final Say TEST = Say.test("orders");

    private final Night night = Night.over("raw > old.orders > old_mart", "raw2 > new.orders > dash:sales_1");

    @Test
    void a_build_that_moved_is_not_clear_when_the_table_that_it_left_ends() {
        night.hear("01:15", on("old.orders", BUILD.passed("run-0", "01:14")));
        night.hear("02:15", on("new.orders", BUILD.failed("run-1", "02:14")));
        night.forget("old.orders").until("02:30");

        assertThat(night.incident().isOpen()).isTrue();
        assertThat(night.status("new.orders")).isEqualTo(Health.DOWN);
    }

    @Test
    void a_build_that_moved_and_waits_for_its_run_is_placed_though_the_table_that_it_left_ends() {
        night.hear("01:15", on("old.orders", BUILD.passed("run-0", "01:14")));
        night.hear("02:15", Say.of(2, on("new.orders", BUILD.failed("run-1", "02:14"))));
        night.forget("old.orders").until("02:30");

        assertThat(night.incidents()).hasSize(1);
    }

    @Test
    void a_test_that_moved_and_waits_for_its_run_is_placed_though_lineage_names_it_nowhere_for_a_while() {
        Night unknown = Night.unknown("x").learn(Nodes.watched("analytics.orders", List.of(TEST)));
        unknown.hear("01:15", on("analytics.orders", TEST.passed("run-0", "01:14")));
        unknown.hear("02:15", Say.of(2, on("prod.orders", TEST.failed("run-1", "02:14"))));
        theProjectMoves(unknown);

        assertThat(unknown.incidents()).hasSize(1);
    }

    @Test
    void a_failing_test_that_lineage_gives_to_another_table_is_not_clear_in_between() {
        Night unknown = Night.unknown("x").learn(Nodes.watched("analytics.orders", List.of(TEST)));
        unknown.run("02:15", on("analytics.orders", TEST.failed("run-1", "02:14")));
        theProjectMoves(unknown.until("02:20"));

        assertThat(unknown.incident().failingCheckCount()).isEqualTo(1);
    }

    @Test
    void a_test_that_is_heard_of_though_lineage_names_it_no_more_is_not_clear() {
        night.learn(Nodes.watched("new.orders", List.of(TEST), "raw2"));
        night.run("02:15", on("new.orders", TEST.failed("run-1", "02:14")));
        night.until("02:20").learn(Nodes.model("new.orders", "raw2"));
        night.hear("02:20", on("new.orders", TEST.failed("run-2", "02:20")));
        night.until("02:30");

        assertThat(night.incident().failingCheckCount()).isEqualTo(1);
    }

    @Test
    void what_is_skipped_below_the_table_that_a_check_left_is_no_symptom_of_it() {
        night.hear("01:15", on("old.orders", TEST.passed("run-0", "01:14")));
        night.hear("02:15", on("new.orders", TEST.failed("run-1", "02:14")));
        night.hear("02:16", Say.build("old_mart").skipped("run-1", "02:15"));

        assertThat(night.incident().alerts()).hasSize(1);
    }

    @Test
    void a_late_outcome_does_not_take_its_check_back() {
        night.hear("02:15", on("new.orders", BUILD.failed("run-2", "02:14")));
        night.hear("02:16", on("old.orders", BUILD.passed("run-1", "01:14")));

        assertThat(night.state.checks().get("dbt/model.orders").orElseThrow().assets())
                .containsExactly(Warehouse.urn("new.orders"));
    }

    /** In the order of the names: the old table ends before the new one is told. */
    private static void theProjectMoves(Night night) {
        night.forget("analytics.orders");
        night.learn(Nodes.watched("prod.orders", List.of(TEST))).until("02:30");
    }

    private static CheckOutcome on(String table, CheckOutcome outcome) {
        return Say.on(Warehouse.urn(table), List.of(), outcome);
    }
}
