package io.headwater.bench.broker;

import java.time.Duration;
import java.util.List;

/**
 * A commit, as seen from outside.
 *
 * @param seconds when, since some time
 * @param outcomes that were committed by then
 * @param cpu processor time that the topology's JVM had used by then
 */
record Commit(double seconds, long outcomes, Duration cpu) {
    /** Outcomes/s: the slope of the line that fits the commits best; each thread commits for itself, so they are steps. */
    static double speed(List<Commit> commits) {
        double meanSeconds =
                commits.stream().mapToDouble(Commit::seconds).average().orElseThrow();
        double meanOutcomes =
                commits.stream().mapToDouble(Commit::outcomes).average().orElseThrow();
        double both = 0;
        double spread = 0;
        for (Commit commit : commits) {
            both += (commit.seconds() - meanSeconds) * (commit.outcomes() - meanOutcomes);
            spread += (commit.seconds() - meanSeconds) * (commit.seconds() - meanSeconds);
        }
        return both / spread;
    }
}
