package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.status.Health;
import org.junit.jupiter.api.Test;

/** What did not run because something above it failed. */
class SymptomTest {
    private final Night night = Night.over("raw.orders > stg_orders > orders > mart > dash:sales", "raw.hr > hr");

    @Test
    void a_node_skipped_under_a_failing_ancestor_is_a_symptom_and_no_alert() {
        night.run(
                "02:15",
                Say.build("stg_orders").failed("run-1", "02:14"),
                Say.build("orders").skipped("run-1", "02:14"),
                Say.build("mart").skipped("run-1", "02:14"));

        Incident incident = night.incident();
        assertThat(incident.rootCauses()).containsExactly(Warehouse.urn("stg_orders"));
        assertThat(incident.alertCount()).isEqualTo(1);
        assertThat(incident.alerts()).containsOnlyKeys("dbt/model.stg_orders", "dbt/model.orders", "dbt/model.mart");
        assertThat(incident.roleOf(incident.alerts().get("dbt/model.mart"))).isEqualTo(AlertRole.SYMPTOM);
        assertThat(night.status("mart")).isEqualTo(Health.DEGRADED);
    }

    @Test
    void a_node_skipped_with_nothing_failing_above_it_is_history_only() {
        night.run(
                "02:15",
                Say.build("orders").skipped("run-1", "02:14"),
                Say.build("hr").failed("run-1", "02:14"));

        assertThat(night.incident().alerts()).containsOnlyKeys("dbt/model.hr");
        assertThat(night.decided(Output.Kind.HISTORY_ONLY))
                .singleElement()
                .satisfies(decided -> assertThat(decided.reason()).isEqualTo("skipped, and nothing above it fails"));
    }

    @Test
    void a_skipped_node_never_opens_an_incident() {
        night.run("02:15", Say.build("orders").skipped("run-1", "02:14"));
        night.until("04:00");

        assertThat(night.incidents()).isEmpty();
    }

    @Test
    void a_node_that_is_skipped_run_after_run_is_listed_once() {
        night.run(
                "02:15",
                Say.build("stg_orders").failed("run-1", "02:14"),
                Say.build("orders").skipped("run-1", "02:14"));
        night.run(
                "03:15",
                Say.build("stg_orders").failed("run-2", "03:14"),
                Say.build("orders").skipped("run-2", "03:14"));

        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.incident().alerts()).hasSize(2);
        assertThat(night.decided(Output.Kind.HISTORY_ONLY))
                .singleElement()
                .satisfies(decided -> assertThat(decided.reason()).isEqualTo("skipped, and in the incident already"));
    }

    @Test
    void a_skipped_check_neither_failed_nor_passed() {
        night.run("01:15", Say.test("orders").passed("run-0", "01:14"));
        night.run(
                "02:15",
                Say.build("stg_orders").failed("run-1", "02:14"),
                Say.test("orders").skipped("run-1", "02:14"));
        night.run("03:15", Say.test("orders").failed("run-2", "03:14"));

        CheckOutcome first = night.state
                .checks()
                .get("dbt/not_null_orders")
                .flatMap(row -> row.episode())
                .orElseThrow();
        assertThat(first.run()).isEqualTo("run-2");
        assertThat(night.incident().alerts().get("dbt/not_null_orders").lastPassedAt())
                .contains(Warehouse.at("01:14"));
    }

    @Test
    void a_symptom_that_fails_later_becomes_an_alert_of_the_same_incident() {
        night.run(
                "02:15",
                Say.build("stg_orders").failed("run-1", "02:14"),
                Say.build("orders").skipped("run-1", "02:14"));
        night.run("03:15", Say.build("orders").failed("run-2", "03:14"));

        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.incident().failingCheckCount()).isEqualTo(2);
    }

    @Test
    void symptoms_do_not_keep_an_incident_open() {
        night.run(
                "02:15",
                Say.build("stg_orders").failed("run-1", "02:14"),
                Say.build("orders").skipped("run-1", "02:14"));
        night.run("03:15", Say.build("stg_orders").passed("run-2", "03:14"));

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_node_that_ran_after_being_skipped_is_clear() {
        night.run(
                "02:15",
                Say.build("stg_orders").failed("run-1", "02:14"),
                Say.build("orders").skipped("run-1", "02:14"));
        night.run(
                "03:15",
                Say.build("stg_orders").failed("run-2", "03:14"),
                Say.build("orders").passed("run-2", "03:14"));

        assertThat(night.incident().alerts().get("dbt/model.orders").clearedAt())
                .contains(Warehouse.at("03:14"));
        assertThat(night.incident().isOpen()).isTrue();
    }

    @Test
    void a_node_skipped_below_a_check_that_only_broke_is_no_symptom_of_it() {
        night.run(
                "02:15",
                Say.test("stg_orders").errored("run-1", "02:14"),
                Say.build("orders").skipped("run-1", "02:14"));

        assertThat(night.incident().alerts()).containsOnlyKeys("dbt/not_null_stg_orders");
    }

    @Test
    void a_failing_check_that_is_skipped_in_the_next_run_stays_where_it_fails_and_is_cleared_there() {
        night.run("02:15", Say.test("stg_orders").errored("run-1", "02:14"));
        String first = night.incident().id();
        night.run(
                "03:15",
                Say.build("raw.orders").failed("run-2", "03:14"),
                Say.test("stg_orders").skipped("run-2", "03:14"));
        assertThat(night.live()).hasSize(2);
        assertThat(night.holding("dbt/not_null_stg_orders").id()).isEqualTo(first);

        night.run(
                "04:15",
                Say.build("raw.orders").passed("run-3", "04:14"),
                Say.test("stg_orders").passed("run-3", "04:14"));
        assertThat(night.live()).extracting(Incident::status).containsOnly(IncidentStatus.RESOLVED);
    }
}
