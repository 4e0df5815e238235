package io.headwater.simulator;

import java.util.SplittableRandom;

/**
 * How likely a check sees a cause, and how likely trouble follows an edge.
 *
 * @param testHome a test on the broken asset sees wrong rows
 * @param testBelow the same further down
 * @param staleHome a test on the broken asset sees that it is stale
 * @param staleBelow the same further down
 * @param freshness a freshness check on a late source sees it
 * @param childBuild a build fails because the schema of what it reads changed
 * @param spread trouble follows an edge
 */
record Rates(
        double testHome,
        double testBelow,
        double staleHome,
        double staleBelow,
        double monitorHome,
        double monitorBelow,
        double freshness,
        double childBuild,
        double spread) {
    private static final double MOST = 0.97;

    static final Rates USUAL = new Rates(0.55, 0.35, 0.25, 0.20, 0.60, 0.45, 0.95, 0.25, 0.90);

    /** Each rate times a factor of 0.5 to 1.5. */
    Rates varied(SplittableRandom random) {
        return new Rates(
                vary(testHome, random),
                vary(testBelow, random),
                vary(staleHome, random),
                vary(staleBelow, random),
                vary(monitorHome, random),
                vary(monitorBelow, random),
                vary(freshness, random),
                vary(childBuild, random),
                vary(spread, random));
    }

    private static double vary(double rate, SplittableRandom random) {
        return Math.min(MOST, rate * (0.5 + random.nextDouble()));
    }

    /** How likely the check sees the cause where its trouble has come; {@code child}: it lies directly below. */
    double detection(Cause cause, Watch watch, boolean child) {
        boolean home = cause.asset() == watch.asset();
        return switch (watch.kind()) {
            case FRESHNESS -> home && cause.kind() == Cause.Kind.LATE_SOURCE ? freshness : 0;
            case BUILD -> build(cause, home, child);
            case MONITOR -> home ? monitorHome : monitorBelow;
            case DATA_TEST -> cause.stales() ? (home ? staleHome : staleBelow) : (home ? testHome : testBelow);
        };
    }

    private double build(Cause cause, boolean home, boolean child) {
        if (cause.kind() == Cause.Kind.FAILED_BUILD) {
            return home ? 1 : 0;
        }
        return cause.kind() == Cause.Kind.CHANGED_SCHEMA && child ? childBuild : 0;
    }
}
