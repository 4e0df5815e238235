package io.headwater.incident.correlation;

import java.time.Duration;
import java.util.Objects;

/**
 * How evidence is weighed and how far correlation looks.
 *
 * @param prices what each piece of evidence costs
 * @param maxHops how far below a cause its effects are looked for
 * @param maxPassing how many checks below a candidate are read for passing evidence, nearest first
 * @param maxCandidates how many places a batch or an incident is tried at, nearest first
 * @param maxStories how many open incidents are weighed for a batch, nearest first
 * @param window an incident without a failure for so long takes no new ones
 * @param reopenWindow how long after its resolution an incident can come back
 * @param runWait how long a run's outcomes wait for the rest of the run (arrival time)
 * @param groupWait how long a new incident waits before it is announced (arrival time)
 * @param clockSkew by how much a monitor's clock may be behind that of the builds it looks at
 */
public record CorrelationPolicy(
        Prices prices,
        int maxHops,
        int maxPassing,
        int maxCandidates,
        int maxStories,
        Duration window,
        Duration reopenWindow,
        Duration runWait,
        Duration groupWait,
        Duration clockSkew) {
    /** As measured on simulated storms; the package description says what the caps cost. */
    public static final CorrelationPolicy DEFAULTS = new CorrelationPolicy(
            Prices.DEFAULTS,
            8,
            256,
            64,
            32,
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2));

    public CorrelationPolicy {
        Objects.requireNonNull(prices, "prices");
        requireWithin("maxHops", maxHops, Prices.MAX_HOPS);
        requireWithin("maxPassing", maxPassing, 65_536);
        requireWithin("maxCandidates", maxCandidates, 4_096);
        requireWithin("maxStories", maxStories, 4_096);
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(reopenWindow, "reopenWindow");
        Objects.requireNonNull(runWait, "runWait");
        Objects.requireNonNull(groupWait, "groupWait");
        Objects.requireNonNull(clockSkew, "clockSkew");
    }

    private static void requireWithin(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " must be 1 to " + max + ": " + value);
        }
    }
}
