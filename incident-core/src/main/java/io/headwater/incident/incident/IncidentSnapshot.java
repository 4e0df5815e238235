package io.headwater.incident.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The incident as it stands, for subscribers that want state: alerts capped at {@link #MAX_ALERTS}, causes first. */
public record IncidentSnapshot(
        String workspace,
        String incident,
        long version,
        Instant at,
        Headline headline,
        List<CauseCandidate> candidates,
        List<SnapshotAlert> alerts) {
    public static final int MAX_ALERTS = 100;

    public static IncidentSnapshot of(Incident incident) {
        return new IncidentSnapshot(
                incident.workspace(),
                incident.id(),
                incident.version(),
                incident.changedAt(),
                Headline.of(incident),
                incident.candidates(),
                incident.alerts().values().stream()
                        .map(alert -> SnapshotAlert.of(alert, incident.roleOf(alert)))
                        .sorted(Comparator.comparing(SnapshotAlert::role)
                                .thenComparing(SnapshotAlert::occurredAt)
                                .thenComparing(SnapshotAlert::check))
                        .limit(MAX_ALERTS)
                        .toList());
    }
}
