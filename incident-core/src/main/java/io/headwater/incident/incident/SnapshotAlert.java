package io.headwater.incident.incident;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One check within a snapshot. */
public record SnapshotAlert(
        CheckId check,
        String checkName,
        CheckKind checkKind,
        List<String> assets,
        String run,
        OutcomeStatus status,
        Instant occurredAt,
        Optional<Instant> clearedAt,
        Optional<String> message,
        AlertRole role,
        int repeats) {
    static SnapshotAlert of(IncidentAlert alert, AlertRole role) {
        return new SnapshotAlert(
                alert.id(),
                alert.name(),
                alert.kind(),
                alert.assets(),
                alert.run(),
                alert.status(),
                alert.occurredAt(),
                alert.clearedAt(),
                alert.message(),
                role,
                alert.repeats());
    }
}
