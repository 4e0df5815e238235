package io.headwater.incident.impact;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When data was wrong, source time: from the last pass of the check that failed first, else from the source's own start of
 * the anomaly, else from the first failure, marked at-least; until every check was clear.
 */
public record BrokenInterval(Instant from, boolean atLeast, Optional<Instant> until) {
    /** Of an incident; one that holds no alert is broken from its opening. */
    public static BrokenInterval of(Incident incident) {
        List<IncidentAlert> alerts = incident.alerts().values().stream()
                .filter(alert -> alert.status() != OutcomeStatus.SKIPPED)
                .sorted(Comparator.comparing(IncidentAlert::evidence)
                        .reversed()
                        .thenComparing(IncidentAlert::firstFailedAt)
                        .thenComparing(IncidentAlert::id))
                .toList();
        if (alerts.isEmpty()) {
            return new BrokenInterval(incident.openedAt(), true, incident.resolvedAt());
        }
        IncidentAlert first = alerts.get(0);
        Optional<Instant> known =
                first.lastPassedAt().or(first::anomalySince).filter(at -> !at.isAfter(first.firstFailedAt()));
        boolean recovered = alerts.stream().noneMatch(IncidentAlert::isActive);
        return new BrokenInterval(
                known.orElse(first.firstFailedAt()),
                known.isEmpty(),
                recovered
                        ? alerts.stream()
                                .flatMap(alert -> alert.clearedAt().stream())
                                .max(Comparator.naturalOrder())
                        : Optional.empty());
    }
}
