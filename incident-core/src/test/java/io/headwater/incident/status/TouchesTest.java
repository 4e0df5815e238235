package io.headwater.incident.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.Case;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.OutcomeStatus;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class TouchesTest {
    private final Warehouse warehouse = Warehouse.of("raw > orders > mart > dash:sales", "mart > raw");
    private final Case night = Case.opened();

    @Test
    void what_fails_is_down_and_all_below_it_degraded_in_a_circle_too() {
        attach("a", OutcomeStatus.FAILED, "orders");

        assertThat(touches())
                .containsEntry(Warehouse.urn("orders"), new Touch(Health.DOWN, List.of("dbt/a")))
                .containsEntry(Warehouse.urn("mart"), new Touch(Health.DEGRADED, List.of()))
                .containsEntry(Warehouse.urn("raw"), new Touch(Health.DEGRADED, List.of()))
                .containsEntry(Warehouse.urn("dash:sales"), new Touch(Health.DEGRADED, List.of()))
                .hasSize(4);
    }

    @Test
    void what_warned_or_could_not_be_checked_is_degraded_and_nothing_below() {
        attach("a", OutcomeStatus.WARNED, "orders");
        attach("b", OutcomeStatus.ERRORED, "orders");

        assertThat(touches())
                .containsOnly(entry(Warehouse.urn("orders"), new Touch(Health.DEGRADED, List.of("dbt/a", "dbt/b"))));
    }

    @Test
    void an_asset_that_warns_below_one_that_fails_keeps_its_own_checks() {
        attach("a", OutcomeStatus.FAILED, "orders");
        attach("b", OutcomeStatus.WARNED, "mart");

        assertThat(touches()).containsEntry(Warehouse.urn("mart"), new Touch(Health.DEGRADED, List.of("dbt/b")));
    }

    @Test
    void an_asset_that_lineage_does_not_know_is_touched_all_the_same() {
        attach("a", OutcomeStatus.FAILED, "ghost");

        assertThat(touches()).containsOnlyKeys(Warehouse.urn("ghost"));
    }

    @Test
    void an_incident_that_is_over_touches_nothing() {
        attach("a", OutcomeStatus.FAILED, "orders");
        night.happens(meta -> new IncidentEvent.Resolved(meta, Case.ADA, "", false));

        assertThat(touches()).isEmpty();
    }

    @Test
    void an_asset_lists_at_most_twenty_of_its_failing_checks() {
        for (int i = 0; i < 30; i++) {
            attach("check_%02d".formatted(i), OutcomeStatus.FAILED, "orders");
        }

        assertThat(touches().get(Warehouse.urn("orders")).failingChecks())
                .hasSize(AssetStatus.MAX_CHECKS)
                .startsWith("dbt/check_00");
    }

    private SortedMap<String, Touch> touches() {
        return Touches.of(night.incident, warehouse.graph());
    }

    private void attach(String check, OutcomeStatus status, String asset) {
        night.happens(meta -> new IncidentEvent.AlertAttached(
                meta,
                Case.outcome(check, status, "run-1", Case.START),
                List.of(Warehouse.urn(asset)),
                AlertRole.SYMPTOM,
                Optional.empty(),
                0));
    }
}
