package io.headwater.incident.triage;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.CheckKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** Monitors speak only when something changes: those quiet for 24 h are clear once the root cause's checks passed. */
final class QuietMonitors {
    private static final Duration QUIET = Duration.ofHours(24);

    private final Turn turn;
    private final Silences silences;

    QuietMonitors(Turn turn, Silences silences) {
        this.turn = turn;
        this.silences = silences;
    }

    /** Something of the incident became clear: it is looked at when the first of its monitors was quiet for long enough. */
    void watch(Incident incident) {
        if (Causes.passedAt(incident).isPresent()) {
            incident.active().stream()
                    .filter(this::mayBeQuiet)
                    .map(alert -> quietFrom(alert, incident))
                    .min(Comparator.naturalOrder())
                    .map(due -> due.isBefore(turn.at()) ? turn.at() : due)
                    .ifPresent(due -> turn.state().timers().set(new Timer(Keys.timer(Keys.QUIET, incident.id()), due)));
        }
    }

    /** Clears those that were quiet for long enough. */
    void clear(String id) {
        Incident incident = turn.incident(id);
        if (Causes.passedAt(incident).isEmpty()) {
            return;
        }
        for (IncidentAlert alert : incident.active()) {
            if (mayBeQuiet(alert) && !quietFrom(alert, incident).isAfter(turn.at())) {
                turn.record(
                        id,
                        meta -> new IncidentEvent.CheckCleared(
                                meta,
                                alert.id(),
                                alert.run(),
                                turn.at(),
                                "quiet for 24 h since the root cause's checks passed"));
            }
        }
    }

    /** When the monitor will have been quiet for long enough: since it spoke last, and since the cause passed. */
    private static Instant quietFrom(IncidentAlert alert, Incident incident) {
        return Causes.passedAt(incident)
                .filter(passed -> passed.isAfter(alert.heardAt()))
                .orElse(alert.heardAt())
                .plus(QUIET);
    }

    /** What a silence hides is not heard, and not quiet for that. */
    private boolean mayBeQuiet(IncidentAlert alert) {
        return alert.kind() == CheckKind.MONITOR && !silences.hides(alert.id());
    }
}
