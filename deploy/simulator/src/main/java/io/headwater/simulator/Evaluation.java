package io.headwater.simulator;

import java.time.Instant;
import java.util.Set;

/**
 * What a check said, and the truth about it.
 *
 * @param run dbt invocation, or the monitor's own incident
 * @param runSize outcomes of the run; 0 for a monitor, which stands alone
 * @param at source time
 * @param arrives when it is delivered
 * @param causes numbers of the causes it failed for
 * @param first first bad outcome of an episode of its check, and not a second delivery
 */
public record Evaluation(
        Watch watch,
        String run,
        int runSize,
        Status status,
        Instant at,
        Instant arrives,
        String message,
        Set<Integer> causes,
        boolean first) {
    public enum Status {
        PASSED,
        FAILED,
        SKIPPED
    }

    public Evaluation {
        causes = Set.copyOf(causes);
    }

    Evaluation arriving(Instant then) {
        return new Evaluation(watch, run, runSize, status, at, then, message, causes, first);
    }

    Evaluation again(Instant then) {
        return new Evaluation(watch, run, runSize, status, at, then, message, causes, false);
    }
}
