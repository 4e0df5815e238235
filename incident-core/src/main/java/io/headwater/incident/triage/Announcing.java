package io.headwater.incident.triage;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentEvent;

/** When people are told of an incident: after group-wait, once; never while all it holds came late. */
final class Announcing {
    private final Turn turn;

    Announcing(Turn turn) {
        this.turn = turn;
    }

    /** What came to it is worth telling: people are told after group-wait, unless they were. */
    void inTime(String id) {
        Incident incident = turn.incident(id);
        if (incident.announcedAt().isEmpty() && incident.isOpen() && !waits(id)) {
            turn.state()
                    .timers()
                    .set(new Timer(timer(id), turn.at().plus(turn.correlation().groupWait())));
        }
    }

    /** Nothing new came to it: what came late stays untold. */
    void inTimeUnlessLate(String id) {
        if (!turn.incident(id).late()) {
            inTime(id);
        }
    }

    /** Who was told of the one, or is about to be, is told of the other in which it lives on, though that came late. */
    void passOn(String from, String into) {
        if (waits(from) || turn.incident(from).announcedAt().isPresent()) {
            inTime(into);
        }
        turn.state().timers().cancel(timer(from));
    }

    /** Whether people are about to be told. */
    boolean waits(String id) {
        return turn.state().timers().due(timer(id)).isPresent();
    }

    void now(String id) {
        turn.state().timers().cancel(timer(id));
        Incident incident = turn.incident(id);
        if (incident.isOpen() && incident.announcedAt().isEmpty()) {
            turn.record(id, IncidentEvent.IncidentAnnounced::new);
        }
    }

    private static String timer(String id) {
        return Keys.timer(Keys.ANNOUNCE, id);
    }
}
