package io.headwater.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.outcome.OutcomeStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What people read first. */
class HeadlineTest {
    private static final String ORDERS = "table:dwh.main.orders";
    private static final String PAYMENTS = "table:dwh.main.payments";

    @Test
    void a_title_says_what_broke_where() {
        assertThat(title(failing(OutcomeStatus.FAILED, "unique_orders"))).isEqualTo("orders: unique_orders failed");
        assertThat(title(failing(OutcomeStatus.WARNED, "unique_orders"))).isEqualTo("orders: unique_orders warned");
        assertThat(title(failing(OutcomeStatus.ERRORED, "unique_orders")))
                .isEqualTo("orders: unique_orders could not run");
    }

    @Test
    void a_title_counts_the_other_checks_and_the_dashboards_affected() {
        assertThat(title(failing(OutcomeStatus.FAILED, "a", "b"))).isEqualTo("orders: a failed, 1 more check");
        Case night = failing(OutcomeStatus.FAILED, "a", "b", "c")
                .happens(meta ->
                        new IncidentEvent.ImpactRevised(meta, 1, 0, Case.START, true, Optional.empty(), impact()));
        assertThat(title(night)).isEqualTo("orders: a failed, 2 more checks, 4 dashboards affected");
    }

    @Test
    void a_cause_on_which_no_check_failed_is_called_suspected() {
        Case night = failing(OutcomeStatus.FAILED, "a", "b").happens(meta -> cause(meta, PAYMENTS, true));

        assertThat(title(night)).isEqualTo("payments suspected: 2 checks failed below it");
        assertThat(title(failing(OutcomeStatus.FAILED, "a").happens(meta -> cause(meta, PAYMENTS, true))))
                .isEqualTo("payments suspected: a failed below it");
    }

    @Test
    void a_declared_incident_is_called_by_the_first_line_of_what_was_said() {
        Case night = Case.none()
                .happens(meta -> new IncidentEvent.IncidentOpened(
                        meta, false, Optional.of(Case.ADA), "Totals look wrong\n\nsince the migration"));

        assertThat(title(night)).isEqualTo("Totals look wrong");
    }

    @Test
    void a_long_title_is_cut() {
        Case night = Case.none()
                .happens(meta -> new IncidentEvent.IncidentOpened(meta, false, Optional.of(Case.ADA), "x".repeat(300)));

        assertThat(title(night)).hasSize(200).endsWith("x…");
    }

    @Test
    void a_snapshot_lists_causes_first_and_at_most_a_hundred_alerts_but_counts_all() {
        Case night = Case.opened();
        for (int i = 0; i < 120; i++) {
            String check = "check_%03d".formatted(i);
            String asset = i == 119 ? ORDERS : PAYMENTS;
            night.happens(meta -> attached(meta, check, OutcomeStatus.FAILED, asset));
        }
        night.happens(meta -> cause(meta, ORDERS, false));
        IncidentSnapshot snapshot = IncidentSnapshot.of(night.incident);

        assertThat(snapshot.alerts()).hasSize(IncidentSnapshot.MAX_ALERTS);
        assertThat(snapshot.alerts().get(0).check().check()).isEqualTo("check_119");
        assertThat(snapshot.headline().checkCount()).isEqualTo(120);
        assertThat(snapshot.headline().alertCount()).isEqualTo(120);
    }

    private static Case failing(OutcomeStatus status, String... checks) {
        Case night = Case.opened();
        for (String check : checks) {
            night.happens(meta -> attached(meta, check, status, ORDERS));
        }
        return night.happens(meta -> cause(meta, ORDERS, false));
    }

    private static IncidentEvent attached(EventMeta meta, String check, OutcomeStatus status, String asset) {
        return new IncidentEvent.AlertAttached(
                meta,
                Case.outcome(check, status, "run-1", Case.START),
                List.of(asset),
                AlertRole.SYMPTOM,
                Optional.empty(),
                0);
    }

    private static IncidentEvent cause(EventMeta meta, String urn, boolean suspected) {
        return new IncidentEvent.RootCauseEstimated(meta, List.of(urn), suspected, "", List.of(), Optional.empty());
    }

    private static ImpactSummary impact() {
        return new ImpactSummary(1, 9, 4, 0, OptionalInt.empty(), List.of(), List.of());
    }

    private static String title(Case night) {
        return Headline.of(night.incident).title();
    }
}
