package io.headwater.incident.backtest.run;

import java.time.Instant;

/**
 * A replay or back-test, as it is now.
 *
 * @param state `running`, `done`, `failed` or `cancelled`
 * @param played records of the workspace's partition passed so far
 * @param total of them as it was at the beginning; 0 until that is known
 * @param endedAt null while it runs
 * @param reason why it failed; else empty
 * @param report what it found; null unless it is done
 * @param text the report as people read it; empty unless it is done
 */
public record Play(
        String id,
        String workspace,
        String state,
        long played,
        long total,
        String startedBy,
        Instant startedAt,
        Instant endedAt,
        String reason,
        Object report,
        String text) {
    static Play begun(String id, String workspace, String by, Instant now) {
        return new Play(id, workspace, "running", 0, 0, by, now, null, "", null, "");
    }

    boolean isRunning() {
        return state.equals("running");
    }

    Play passed(long records, long of) {
        return new Play(id, workspace, state, records, of, startedBy, startedAt, endedAt, reason, report, text);
    }

    Play done(Found found, Instant now) {
        return new Play(
                id, workspace, "done", total, total, startedBy, startedAt, now, "", found.report(), found.text());
    }

    Play ended(String endState, String why, Instant now) {
        return new Play(id, workspace, endState, played, total, startedBy, startedAt, now, why, null, "");
    }

    /** What a play found: for programs, and for people. */
    record Found(Object report, String text) {}
}
