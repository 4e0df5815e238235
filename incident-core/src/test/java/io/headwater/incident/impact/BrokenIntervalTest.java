package io.headwater.incident.impact;

import static io.headwater.incident.incident.Case.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.Case;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokenIntervalTest {
    private static final Instant PASSED = START.minusSeconds(3600);

    private final Case night = Case.opened();

    @Test
    void it_runs_from_the_last_pass_of_the_check_that_failed_first() {
        attach("later", OutcomeStatus.FAILED, START.plusSeconds(60), Optional.of(PASSED.minusSeconds(60)));
        attach("first", OutcomeStatus.FAILED, START, Optional.of(PASSED));

        assertThat(latest()).isEqualTo(new BrokenInterval(PASSED, false, Optional.empty()));
    }

    @Test
    void without_a_pass_it_runs_from_the_first_failure_at_least() {
        attach("first", OutcomeStatus.FAILED, START, Optional.empty());

        assertThat(latest()).isEqualTo(new BrokenInterval(START, true, Optional.empty()));
    }

    @Test
    void evidence_dates_it_before_a_check_that_only_broke() {
        attach("broke", OutcomeStatus.ERRORED, START.minusSeconds(60), Optional.of(PASSED));
        attach("failed", OutcomeStatus.FAILED, START, Optional.empty());

        assertThat(latest().from()).isEqualTo(START);
    }

    @Test
    void a_skipped_check_dates_nothing() {
        attach("skipped", OutcomeStatus.SKIPPED, START.minusSeconds(60), Optional.of(PASSED));
        attach("failed", OutcomeStatus.FAILED, START, Optional.empty());

        assertThat(latest().from()).isEqualTo(START);
    }

    @Test
    void what_was_whole_in_between_was_broken_twice() {
        attach("a", OutcomeStatus.FAILED, START, Optional.of(PASSED));
        clear("a", START.plusSeconds(60));
        attach("b", OutcomeStatus.FAILED, START.plusSeconds(600), Optional.of(START.plusSeconds(500)));
        attach("c", OutcomeStatus.FAILED, START.plusSeconds(700), Optional.of(START.plusSeconds(400)));

        assertThat(BrokenInterval.all(night.incident))
                .containsExactly(
                        new BrokenInterval(PASSED, false, Optional.of(START.plusSeconds(60))),
                        new BrokenInterval(START.plusSeconds(500), false, Optional.empty()));
    }

    @Test
    void it_ends_when_the_last_check_became_clear() {
        attach("a", OutcomeStatus.FAILED, START, Optional.of(PASSED));
        attach("b", OutcomeStatus.FAILED, START, Optional.of(PASSED));
        clear("b", START.plusSeconds(120));
        assertThat(latest().until()).isEmpty();

        clear("a", START.plusSeconds(60));
        assertThat(latest().until()).contains(START.plusSeconds(120));
    }

    @Test
    void without_any_alert_it_runs_from_opening_to_resolving() {
        assertThat(latest()).isEqualTo(new BrokenInterval(START, true, Optional.empty()));
        night.happens(meta -> new IncidentEvent.Resolved(meta, Case.ADA, "", false));

        assertThat(latest().until()).contains(START);
    }

    private BrokenInterval latest() {
        List<BrokenInterval> all = BrokenInterval.all(night.incident);
        return all.get(all.size() - 1);
    }

    private void attach(String check, OutcomeStatus status, Instant at, Optional<Instant> lastPassed) {
        night.happens(meta -> new IncidentEvent.AlertAttached(
                meta,
                Case.outcome(check, status, "run-1", at),
                List.of("table:dwh.main.orders"),
                AlertRole.SYMPTOM,
                lastPassed,
                0));
    }

    private void clear(String check, Instant at) {
        night.happens(meta -> new IncidentEvent.CheckCleared(meta, new CheckId("dbt", check), "run-2", at, "passed"));
    }
}
