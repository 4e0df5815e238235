package io.headwater.incident.projection;

import java.time.Instant;

/**
 * How far the rebuild of the projection is that runs, or ran last.
 *
 * @param state `running`, `done`, `failed`, `interrupted` (the instance that ran it ended) or `never`
 * @param phase `reading` the log, `indexing` for the search, `switching`; what it was at where it ended
 * @param records of the log read so far, by offsets
 * @param total of the log as it was when the rebuild began
 * @param updatedAt when it last got on; of one that is over: when it ended
 * @param reason why it failed; else empty
 */
public record Rebuild(
        String state,
        String phase,
        long records,
        long total,
        String startedBy,
        Instant startedAt,
        Instant updatedAt,
        String reason) {

    static Rebuild never() {
        return new Rebuild("never", "", 0, 0, "", null, null, "");
    }

    static Rebuild begun(String by, Instant now) {
        return new Rebuild("running", "reading", 0, 0, by, now, now, "");
    }

    boolean isRunning() {
        return state.equals("running");
    }

    Rebuild read(long recordsNow, long totalNow, Instant now) {
        return new Rebuild(state, phase, recordsNow, totalNow, startedBy, startedAt, now, reason);
    }

    Rebuild in(String nextPhase, Instant now) {
        return new Rebuild(state, nextPhase, records, total, startedBy, startedAt, now, reason);
    }

    Rebuild ended(String endState, String why, Instant now) {
        return new Rebuild(endState, phase, records, total, startedBy, startedAt, now, why);
    }
}
