package io.headwater.incident.projection;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * An incident that a check or asset was part of.
 *
 * @param part of a check: `cause` (it watches the root cause) or `symptom`; of an asset: `cause` (it is the root cause), `failing` (a check on it
 *     failed) or `affected` (it lies downstream)
 * @param checks `source/check` that spoke: the one asked about, or those on the asset
 * @param alertCount distinct (check, run) of these that were FAILED, WARNED or ERRORED
 * @param firstAt when the first of them spoke; null where none did
 * @param clearedAt when the last of them was clear; null while one is not, or where none spoke
 * @param message what the latest of them said; null where none did
 * @param resolution how the incident ended; null while it has not
 */
public record HistoryEntry(
        String incident,
        String title,
        String status,
        String priority,
        Instant openedAt,
        String part,
        List<String> checks,
        long alertCount,
        Instant firstAt,
        Instant lastAt,
        Instant clearedAt,
        String message,
        Resolution resolution) {

    /** @param alerts those of the check within the incident, at least one */
    static HistoryEntry ofCheck(IncidentRow row, Collection<AlertRow> alerts, Resolution resolution) {
        List<String> rootCauses = Lines.read(row.rootCauses);
        boolean cause = alerts.stream().anyMatch(alert -> alert.isCause(rootCauses));
        return of(row, cause ? "cause" : "symptom", alerts, resolution);
    }

    /** @param alerts those on the asset within the incident, perhaps none */
    static HistoryEntry ofAsset(IncidentRow row, String urn, Collection<AlertRow> alerts, Resolution resolution) {
        boolean cause = Lines.read(row.rootCauses).contains(urn);
        return of(row, cause ? "cause" : alerts.isEmpty() ? "affected" : "failing", alerts, resolution);
    }

    private static HistoryEntry of(IncidentRow row, String part, Collection<AlertRow> alerts, Resolution resolution) {
        AlertRow latest = alerts.isEmpty() ? null : latest(alerts);
        boolean allClear = !alerts.isEmpty() && alerts.stream().allMatch(alert -> alert.clearedAt != null);
        return new HistoryEntry(
                row.id,
                row.title,
                row.status,
                row.priority,
                row.openedAt,
                part,
                alerts.stream()
                        .map(alert -> alert.source + "/" + alert.check)
                        .distinct()
                        .sorted()
                        .toList(),
                alerts.stream()
                        .filter(alert -> !alert.outcome.equals("SKIPPED"))
                        .count(),
                alerts.stream()
                        .map(alert -> alert.occurredAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                latest == null ? null : latest.occurredAt,
                allClear
                        ? alerts.stream()
                                .map(alert -> alert.clearedAt)
                                .filter(Objects::nonNull)
                                .max(Comparator.naturalOrder())
                                .orElse(null)
                        : null,
                latest == null ? null : latest.message,
                resolution);
    }

    private static AlertRow latest(Collection<AlertRow> alerts) {
        return alerts.stream()
                .max(Comparator.comparing((AlertRow alert) -> alert.occurredAt).thenComparing(alert -> alert.key))
                .orElseThrow();
    }
}
