package io.headwater.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvolutionTest {
    private static final CheckId UNIQUE = new CheckId("dbt", "unique");
    private static final CheckOutcome FAILED = Case.outcome("unique", OutcomeStatus.FAILED, "run-1", Case.START);

    private final Case night = Case.opened();

    @Test
    void alerts_are_counted_by_check_and_run() {
        attach(FAILED, 0);
        night.happens(meta -> new IncidentEvent.AlertRepeated(meta, failedAgain("run-1", 60), false));
        night.happens(meta -> new IncidentEvent.AlertRepeated(meta, failedAgain("run-2", 120), true));

        assertThat(night.incident.alertCount()).isEqualTo(2);
        assertThat(alert().repeats()).isEqualTo(1);
        assertThat(alert().run()).isEqualTo("run-2");
    }

    @Test
    void a_skipped_check_is_listed_and_no_alert() {
        attach(Case.outcome("unique", OutcomeStatus.SKIPPED, "run-1", Case.START), 0);

        assertThat(night.incident.alertCount()).isZero();
        assertThat(night.incident.failingCheckCount()).isZero();
        assertThat(night.incident.failures()).isEmpty();
        assertThat(night.incident.alerts()).containsKey("dbt/unique");
    }

    @Test
    void a_check_that_comes_with_repeats_brings_their_count() {
        attach(FAILED, 3);

        assertThat(night.incident.alertCount()).isEqualTo(4);
    }

    @Test
    void an_asset_that_lineage_comes_to_know_moves_the_alert_and_counts_nothing() {
        attach(FAILED, 0);
        night.happens(meta -> new IncidentEvent.AlertAttached(
                meta, FAILED, List.of("table:dwh.main.orders"), AlertRole.CAUSE, Optional.empty(), 0));

        assertThat(alert().assets()).containsExactly("table:dwh.main.orders");
        assertThat(night.incident.alertCount()).isEqualTo(1);
    }

    @Test
    void a_check_that_was_clear_and_breaks_again_fails_since_then() {
        attach(FAILED, 0);
        night.happens(
                meta -> new IncidentEvent.CheckCleared(meta, UNIQUE, "run-2", Case.START.plusSeconds(60), "passed"));
        assertThat(alert().isActive()).isFalse();
        assertThat(night.incident.active()).isEmpty();

        night.happens(meta -> new IncidentEvent.CheckBrokeAgain(meta, failedAgain("run-3", 120), Optional.empty()));
        assertThat(alert().isActive()).isTrue();
        assertThat(alert().firstFailedAt()).isEqualTo(Case.START.plusSeconds(120));
        assertThat(alert().lastPassedAt()).contains(Case.START.plusSeconds(60));
        assertThat(night.incident.alertCount()).isEqualTo(2);
    }

    @Test
    void an_older_repeat_dates_the_first_failure_and_leaves_the_latest_words() {
        attach(failedAgain("run-2", 60), 0);
        night.happens(meta -> new IncidentEvent.AlertRepeated(meta, FAILED, true));

        assertThat(alert().firstFailedAt()).isEqualTo(Case.START);
        assertThat(alert().run()).isEqualTo("run-2");
        assertThat(alert().occurredAt()).isEqualTo(Case.START.plusSeconds(60));
    }

    @Test
    void what_is_split_off_takes_its_alerts_along() {
        attach(FAILED, 2);
        attach(Case.outcome("not_null", OutcomeStatus.FAILED, "run-1", Case.START), 0);
        night.happens(meta -> new IncidentEvent.SplitOff(meta, Case.ADA, "inc-2", List.of("dbt/unique"), ""));

        assertThat(night.incident.alerts()).containsOnlyKeys("dbt/not_null");
        assertThat(night.incident.alertCount()).isEqualTo(1);
        assertThat(night.incident.partedFrom()).containsExactly("inc-2");
    }

    @Test
    void a_proposal_to_close_lapses_with_whatever_happens_next() {
        night.happens(meta -> new IncidentEvent.CloseProposed(meta, "nothing changed for 7 days"));
        assertThat(night.incident.closeProposed()).isTrue();

        night.ask(IncidentCommand.Acknowledge::new);
        assertThat(night.incident.closeProposed()).isFalse();
    }

    @Test
    void a_reopened_incident_takes_failures_again() {
        night.happens(IncidentEvent.WindowClosed::new);
        night.ask(meta -> new IncidentCommand.Resolve(meta, ""));
        night.ask(meta -> new IncidentCommand.Reopen(meta, ""));

        assertThat(night.incident.windowClosed()).isFalse();
    }

    @Test
    void an_event_about_a_check_that_is_not_held_stops_the_fold_and_says_which() {
        assertThatThrownBy(
                        () -> night.happens(meta -> new IncidentEvent.CheckBrokeAgain(meta, FAILED, Optional.empty())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "event inc-1-2 of type CheckBrokeAgain speaks of check dbt/unique, which incident inc-1 does"
                                + " not hold");
    }

    private void attach(CheckOutcome outcome, int repeats) {
        night.happens(meta -> new IncidentEvent.AlertAttached(
                meta, outcome, List.of("unresolved:dbt:x"), AlertRole.SYMPTOM, Optional.empty(), repeats));
    }

    private static CheckOutcome failedAgain(String run, int seconds) {
        return Case.outcome("unique", OutcomeStatus.FAILED, run, Case.START.plusSeconds(seconds));
    }

    private IncidentAlert alert() {
        return night.incident.alert(UNIQUE).orElseThrow();
    }
}
