package io.headwater.incident.impact;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When data was wrong, source time: from the last pass of the check that failed first, else from the source's own start of
 * the anomaly, else from the first failure, marked at-least; until every check was clear. What was whole for a while and
 * broke again was wrong twice: the hours between belong to neither time.
 */
public record BrokenInterval(Instant from, boolean atLeast, Optional<Instant> until) {
    private static final Comparator<IncidentAlert> BY_FIRST_FAILURE =
            Comparator.comparing(IncidentAlert::firstFailedAt).thenComparing(IncidentAlert::id);

    /**
     * Each time that the data of an incident was wrong, in order; one that holds no alert is broken from its opening. Checks
     * that broke count where nothing else did.
     */
    public static List<BrokenInterval> all(Incident incident) {
        List<IncidentAlert> alerts = incident.alerts().values().stream()
                .filter(alert -> alert.status() != OutcomeStatus.SKIPPED)
                .toList();
        if (alerts.isEmpty()) {
            return List.of(new BrokenInterval(incident.openedAt(), true, incident.resolvedAt()));
        }
        boolean recovered = alerts.stream().noneMatch(IncidentAlert::isActive);
        boolean evidence = alerts.stream().anyMatch(IncidentAlert::evidence);
        List<List<IncidentAlert>> times = apart(alerts.stream()
                .filter(alert -> alert.evidence() || !evidence)
                .sorted(Comparator.comparing(BrokenInterval::start).thenComparing(BY_FIRST_FAILURE))
                .toList());
        List<BrokenInterval> all = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            boolean last = i == times.size() - 1;
            all.add(of(times.get(i), last ? alerts : times.get(i), !last || recovered));
        }
        return all;
    }

    /** Alerts of one time: each began before all that began earlier were clear. */
    private static List<List<IncidentAlert>> apart(List<IncidentAlert> alerts) {
        List<List<IncidentAlert>> times = new ArrayList<>();
        Instant end = Instant.MIN;
        for (IncidentAlert alert : alerts) {
            if (times.isEmpty() || start(alert).isAfter(end)) {
                times.add(new ArrayList<>());
            }
            times.get(times.size() - 1).add(alert);
            Instant cleared = alert.clearedAt().orElse(Instant.MAX);
            end = cleared.isAfter(end) ? cleared : end;
        }
        return times;
    }

    private static BrokenInterval of(List<IncidentAlert> began, List<IncidentAlert> ended, boolean recovered) {
        IncidentAlert first = began.stream().min(BY_FIRST_FAILURE).orElseThrow();
        Optional<Instant> until = recovered
                ? ended.stream().flatMap(alert -> alert.clearedAt().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
        return new BrokenInterval(start(first), known(first).isEmpty(), until);
    }

    private static Instant start(IncidentAlert alert) {
        return known(alert).orElse(alert.firstFailedAt());
    }

    private static Optional<Instant> known(IncidentAlert alert) {
        return alert.lastPassedAt().or(alert::anomalySince).filter(at -> !at.isAfter(alert.firstFailedAt()));
    }
}
