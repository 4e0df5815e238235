package io.headwater.incident.incident;

import static io.headwater.incident.incident.IncidentStatus.ACKNOWLEDGED;
import static io.headwater.incident.incident.IncidentStatus.CLOSED;
import static io.headwater.incident.incident.IncidentStatus.MITIGATED;
import static io.headwater.incident.incident.IncidentStatus.RESOLVED;
import static io.headwater.incident.incident.IncidentStatus.TRIGGERED;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every transition of an incident, in one table; `incident-core/docs/life-cycle.md` is generated from it. */
public final class LifeCycle {
    /** What changes an incident's state. */
    public enum Move {
        ACKNOWLEDGE,
        MITIGATE,
        RESOLVE,
        CLOSE,
        REOPEN;

        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<IncidentStatus, Map<Move, IncidentStatus>> TABLE = new EnumMap<>(IncidentStatus.class);

    static {
        TABLE.put(TRIGGERED, row(Move.ACKNOWLEDGE, ACKNOWLEDGED, Move.MITIGATE, MITIGATED, Move.RESOLVE, RESOLVED));
        TABLE.put(ACKNOWLEDGED, row(Move.MITIGATE, MITIGATED, Move.RESOLVE, RESOLVED));
        TABLE.put(MITIGATED, row(Move.RESOLVE, RESOLVED));
        TABLE.put(RESOLVED, row(Move.REOPEN, TRIGGERED));
        TABLE.put(CLOSED, row(Move.REOPEN, TRIGGERED));
        // Closing a stale one must not need two steps.
        for (IncidentStatus status : new IncidentStatus[] {TRIGGERED, ACKNOWLEDGED, MITIGATED, RESOLVED}) {
            TABLE.get(status).put(Move.CLOSE, CLOSED);
        }
    }

    private LifeCycle() {}

    /** Where the move leads; empty where the state forbids it. */
    public static Optional<IncidentStatus> to(IncidentStatus status, Move move) {
        return Optional.ofNullable(TABLE.get(status).get(move));
    }

    /** Where the move leads; an event that says otherwise is a bug. */
    static IncidentStatus after(IncidentStatus status, Move move) {
        return to(status, move)
                .orElseThrow(() ->
                        new IllegalStateException("an incident that is " + status.words() + " cannot " + move.words()));
    }

    private static Map<Move, IncidentStatus> row(Object... cells) {
        Map<Move, IncidentStatus> row = new EnumMap<>(Move.class);
        for (int i = 0; i < cells.length; i += 2) {
            row.put((Move) cells[i], (IncidentStatus) cells[i + 1]);
        }
        return row;
    }
}
