package io.headwater.incident.triage;

import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.CheckRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists what did not run below what failed as symptoms of the incident that holds the failing ancestor. */
final class SkippedNodes {
    private final Turn turn;
    private final Causes causes;

    SkippedNodes(Turn turn, Causes causes) {
        this.turn = turn;
        this.causes = causes;
    }

    /** In the order given, after all that failed with them was placed. */
    void list(List<WaitingOutcome> skipped) {
        Map<String, Optional<String>> known = new HashMap<>();
        skipped.forEach(waiting -> list(waiting.outcome(), known));
    }

    /** A check that fails already stays where it fails, or its next pass would clear it elsewhere. */
    private void list(CheckOutcome outcome, Map<String, Optional<String>> known) {
        CheckRow row = turn.check(outcome.id()).orElseThrow();
        Optional<Incident> failing = turn.holder(row)
                .filter(incident -> incident.alert(row.id()).orElseThrow().isActive());
        Optional<Incident> above = failing.or(() -> causes.failingAbove(row.assets(), known));
        // What it found there before it was clear is not forgotten for that it did not run now.
        boolean held = above.flatMap(incident -> incident.alert(row.id()))
                .filter(alert -> alert.clearedAt().isEmpty() || alert.evidence())
                .isPresent();
        if (above.isEmpty() || held) {
            String reason = held ? "skipped, and in the incident already" : "skipped, and nothing above it fails";
            turn.decided(outcome.id().toString(), Output.Kind.HISTORY_ONLY, reason, above, Optional.of(outcome.run()));
            return;
        }
        turn.hold(row, above.get().id());
        turn.record(
                above.get().id(),
                meta -> new IncidentEvent.AlertAttached(
                        meta, outcome, row.assets(), AlertRole.SYMPTOM, row.lastPassedAt(), 0));
    }
}
