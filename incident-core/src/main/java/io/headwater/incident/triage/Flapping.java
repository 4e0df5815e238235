package io.headwater.incident.triage;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.CheckHistory;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckRow;
import java.time.Duration;
import java.util.Optional;

/** Flapping is a state of the incident: begun at four transitions among a check's last ten within 24 h. */
final class Flapping {
    private static final int TRANSITIONS = 4;
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final Turn turn;

    Flapping(Turn turn) {
        this.turn = turn;
    }

    /** The check changed, or is looked at again: it flaps from now on, or no more. */
    void changed(String id, CheckRow row) {
        boolean flaps = turn.incident(id).flapping().contains(row.id().toString());
        int transitions = CheckHistory.transitions(row, turn.at());
        if (!flaps && transitions >= TRANSITIONS) {
            turn.record(id, meta -> new IncidentEvent.FlappingStarted(meta, row.id(), transitions));
            watchForRest(id);
        } else if (flaps && transitions < TRANSITIONS) {
            turn.record(id, meta -> new IncidentEvent.FlappingEnded(meta, row.id()));
        }
    }

    /** What flapped in those that were merged into it flaps in it. */
    void goesOn(Incident incident) {
        for (String merged : incident.mergedFrom()) {
            for (String check : turn.incident(merged).flapping()) {
                if (incident.alerts().containsKey(check)) {
                    turn.state().checks().get(check).ifPresent(row -> changed(incident.id(), row));
                }
            }
        }
    }

    /** Whether what flapped has come to rest, or flaps in another incident by now. */
    void lookAgain(String id) {
        for (String check : turn.incident(id).flapping()) {
            Optional<CheckRow> row = turn.state().checks().get(check);
            boolean here = row.flatMap(CheckRow::incident)
                    .filter(holder -> turn.survivor(holder).id().equals(id))
                    .isPresent();
            if (here) {
                changed(id, row.get());
            } else {
                turn.record(id, meta -> new IncidentEvent.FlappingEnded(meta, CheckId.parse(check)));
            }
        }
        watchForRest(id);
    }

    /** While it is open and flaps it is looked at again: a check that is quiet says nothing of its rest. */
    void watchForRest(String id) {
        String timer = Keys.timer(Keys.FLAPPING, id);
        if (!turn.incident(id).flapping().isEmpty()
                && turn.state().timers().due(timer).isEmpty()) {
            turn.state().timers().set(new Timer(timer, turn.at().plus(LOOK_AGAIN)));
        }
    }
}
