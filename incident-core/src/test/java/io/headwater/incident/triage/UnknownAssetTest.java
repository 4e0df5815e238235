package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentEvent.AlertAttached;
import io.headwater.incident.incident.IncidentEvent.IncidentAnnounced;
import io.headwater.incident.incident.IncidentEvent.IncidentOpened;
import io.headwater.incident.incident.IncidentStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Outcomes that come before the lineage that explains what they are about, or without one. */
class UnknownAssetTest {
    @Test
    void an_outcome_about_an_unknown_asset_waits_run_wait_and_then_opens_on_an_unresolved_one() {
        Night night = Night.unknown("raw.orders > orders > dash:sales");
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        night.until(Warehouse.at("02:15").plusSeconds(29));
        assertThat(night.incidents()).isEmpty();

        night.until(Warehouse.at("02:15").plusSeconds(30));
        assertThat(night.incident().rootCauses()).containsExactly("unresolved:monte-carlo:model.orders");
        assertThat(night.incident().impact().dashboardCount()).isZero();
    }

    @Test
    void lineage_that_comes_in_time_places_it_where_it_belongs() {
        Night night = Night.unknown("raw.orders > orders > dash:sales");
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        night.learn("raw.orders").learn("orders").learn("dash:sales");
        night.until("02:20");

        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("orders"));
        assertThat(night.incident().impact().dashboardCount()).isEqualTo(1);
        assertThat(night.events(IncidentOpened.class)).hasSize(1);
        assertThat(night.state
                        .assets()
                        .get(Warehouse.urn("orders"))
                        .orElseThrow()
                        .checks())
                .as("its asset knows of the check before the next outcome")
                .containsExactly("monte-carlo/volume_orders");
    }

    @Test
    void lineage_that_comes_late_places_it_anew_once_and_revises_the_impact() {
        Night night = Night.unknown("raw.orders > orders > dash:sales");
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        night.until("02:20");
        night.learn("raw.orders").learn("orders").learn("dash:sales");
        night.until("02:21");

        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("orders"));
        assertThat(night.incident().alerts().get("monte-carlo/volume_orders").assets())
                .containsExactly(Warehouse.urn("orders"));
        assertThat(night.incident().impact().dashboardCount()).isEqualTo(1);
        assertThat(night.incident().alertCount()).isEqualTo(1);
        assertThat(night.events(AlertAttached.class)).hasSize(2);

        night.learn(Nodes.model("orders", "raw.orders"));
        night.until("02:22");
        assertThat(night.events(AlertAttached.class)).hasSize(2);
        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
    }

    @Test
    void an_asset_that_was_unknown_joins_the_incident_of_its_cause_when_lineage_comes() {
        Night night = Night.unknown("raw.orders > stg_orders > orders > dash:sales");
        night.learn("raw.orders").learn("stg_orders");
        night.run(
                "02:15",
                Say.test("raw.orders").failed("run-1", "02:14"),
                Say.test("stg_orders").failed("run-1", "02:14"),
                Say.test("orders").failed("run-1", "02:14"));
        night.until("02:16");
        assertThat(night.live()).hasSize(2);

        night.learn("orders").learn("dash:sales");
        night.until("02:17");
        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("raw.orders"));
        assertThat(night.incident().mergedFrom()).hasSize(1);
        assertThat(night.incident().alertCount()).isEqualTo(3);
    }

    @Test
    void the_checks_that_lineage_knows_name_the_asset_of_an_outcome_without_a_subject() {
        Night night = Night.over("raw.orders > orders > dash:sales");
        night.learn(Nodes.watched("orders", List.of(Say.test("orders")), "raw.orders"));
        night.hear("02:15", Say.test("orders").nameless().failed("run-1", "02:14"));

        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("orders"));
    }

    @Test
    void a_run_result_for_a_node_that_no_manifest_knows_opens_on_its_own_and_clears_again() {
        Night night = Night.over("raw.orders > orders");
        night.run(
                "02:15",
                Say.build("ghost").failed("run-1", "02:14"),
                Say.test("orders").passed("run-1", "02:14"));
        night.until("02:20");
        assertThat(night.incident().rootCauses()).containsExactly("unresolved:dbt:model.ghost");

        night.run(
                "03:15",
                Say.build("ghost").passed("run-2", "03:14"),
                Say.test("orders").passed("run-2", "03:14"));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void what_passes_before_its_wait_is_over_opens_nothing() {
        Night night = Night.over("raw.orders > orders");
        night.hear("02:15", Say.monitor("ghost").failed("mc-1", "02:14"));
        night.hear(
                Warehouse.at("02:15").plusSeconds(10),
                Say.closed("fixed", Say.monitor("ghost").failed("mc-1", "02:14")));
        night.until("03:00");

        assertThat(night.incidents()).isEmpty();
    }

    @Test
    void what_passes_in_the_next_run_while_the_failure_waits_for_lineage_opens_nothing() {
        Night night = Night.unknown("raw.orders > orders");
        night.hear("02:15", Say.test("orders").failed("run-1", "02:10"));
        night.hear("02:15", Say.test("orders").passed("run-2", "02:14"));
        night.until("03:00");

        assertThat(night.incidents()).isEmpty();
        assertThat(night.decided(Output.Kind.HISTORY_ONLY)).singleElement().satisfies(decided -> assertThat(
                        decided.reason())
                .isEqualTo("its check passed before it could be placed"));
    }

    @Test
    void two_unknown_assets_are_two_incidents() {
        Night night = Night.over("raw.orders > orders");
        night.hear("02:15", Say.monitor("ghost").failed("mc-1", "02:14"));
        night.hear("02:15", Say.monitor("spirit").failed("mc-2", "02:14"));
        night.until("02:20");

        assertThat(night.live()).hasSize(2);
    }

    @Test
    void the_edges_that_a_request_brought_serve_until_lineage_comes() {
        Night night = Night.unknown("raw.orders > orders");
        String raw = Warehouse.urn("raw.orders");
        String orders = Warehouse.urn("orders");
        night.hear("02:15", Say.on(raw, List.of(), Say.monitor("raw.orders").failed("mc-1", "02:14")));
        night.hear("02:15", Say.on(orders, List.of(raw), Say.monitor("orders").failed("mc-2", "02:14")));

        assertThat(night.incident().rootCauses()).containsExactly(raw);
        assertThat(night.incident().alertCount()).isEqualTo(2);
    }

    @Test
    void a_check_that_is_clear_stays_so_when_its_asset_becomes_known() {
        Night night = Night.unknown("raw.orders > orders");
        night.run(
                "02:15",
                Say.test("orders").failed("run-1", "02:14"),
                Say.build("orders").failed("run-1", "02:14"));
        night.until("02:16");
        night.run(
                "03:15",
                Say.test("orders").passed("run-2", "03:14"),
                Say.build("orders").failed("run-2", "03:14"));
        night.learn("raw.orders").learn("orders").until("03:20");

        assertThat(night.live())
                .allSatisfy(incident -> incident.alert(Say.test("orders").id())
                        .ifPresent(alert -> assertThat(alert.isActive()).isFalse()));
        Incident held = night.holding("dbt/not_null_orders");
        assertThat(held.alerts().get("dbt/not_null_orders").assets()).containsExactly(Warehouse.urn("orders"));
    }

    @Test
    void a_wait_for_lineage_survives_a_restart() {
        Night night = Night.unknown("raw.orders > orders");
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        night.restart();
        night.until(Warehouse.at("02:15").plus(Duration.ofSeconds(10)));
        night.learn("orders");

        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("orders"));
    }
}
