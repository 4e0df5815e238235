package io.headwater.simulator;

import java.time.Instant;
import java.util.List;

/**
 * What arrives together: all that one dbt run says, or one word of a monitor.
 *
 * @param job number of the dbt job; -1 for a monitor
 * @param repeats whether it was delivered before
 */
public record Delivery(Instant arrives, int job, List<Evaluation> evaluations, boolean repeats) {
    public Delivery {
        evaluations = List.copyOf(evaluations);
    }

    public boolean ofDbt() {
        return job >= 0;
    }

    /** The dbt invocation, or the monitor's own incident. */
    public String run() {
        return evaluations.get(0).run();
    }
}
