package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.Habit;
import java.util.EnumMap;
import java.util.Map;

/**
 * What each piece of evidence costs, in millionths of a nat, from a table computed once with {@link StrictMath}: sums of
 * integers do not depend on their order, so neither does a decision.
 */
public final class Prices {
    /** The table's depth; {@code maxHops} may not exceed it. */
    public static final int MAX_HOPS = 32;

    /** The constants that were measured. */
    public static final Prices DEFAULTS = new Prices(1.5, 8, 0.15, measured());

    /** Two builds that miss the same column hardly miss it for two reasons. */
    private static final long SIBLING_BUILD = micro(-StrictMath.log(0.80));

    /** A build that misses what it reads: changed above it more often than in its own text. By hops, 0 and 1. */
    private static final long[] MISSING = {micro(-StrictMath.log(0.25)), micro(-StrictMath.log(0.60))};

    /** A build that failed with other words: too long, out of memory, divided by zero; rarely something above it did that. */
    private static final long OTHER_WORDS_BELOW = micro(-StrictMath.log(0.10));

    /** What was learnt of a single check weighs as much as the table once it was seen so often. */
    private static final int PRIOR = 8;

    private static final double RARELY = 0.05;
    /** Fewer lone failures than this are no habit. */
    private static final int NOISY_FROM = 3;

    private final Map<CheckKind, Power> powers;
    private final double passingWeight;
    private final long cause;
    private final long flip;
    private final long[][] near = new long[CheckKind.values().length][MAX_HOPS + 1];
    private final long[][] fade = new long[CheckKind.values().length][MAX_HOPS + 1];
    private final long[][] passed = new long[CheckKind.values().length][MAX_HOPS + 1];

    /**
     * @param causeNats price of a cause
     * @param flipNats price of a failing check that still passed after the onset
     * @param passingWeight how much passing checks count, 0 to 1
     * @param powers one for every kind
     */
    public Prices(double causeNats, double flipNats, double passingWeight, Map<CheckKind, Power> powers) {
        requireBetween("cause", causeNats, 100);
        requireBetween("flip", flipNats, 100);
        requireBetween("passing", passingWeight, 1);
        this.powers = Map.copyOf(powers);
        this.passingWeight = passingWeight;
        cause = micro(causeNats);
        flip = micro(flipNats);
        for (CheckKind kind : CheckKind.values()) {
            Power power = powers.get(kind);
            if (power == null) {
                throw new IllegalArgumentException("no power given for checks of kind " + kind);
            }
            for (int hops = 0; hops <= MAX_HOPS; hops++) {
                double p = power.shows() * power.near(hops) * power.fade(hops);
                near[kind.ordinal()][hops] = micro(-StrictMath.log(power.near(hops)));
                fade[kind.ordinal()][hops] = micro(-StrictMath.log(power.fade(hops)));
                passed[kind.ordinal()][hops] = micro(-passingWeight * StrictMath.log(1 - p));
            }
        }
    }

    /** The powers that were measured; kinds that were not are put beside what they resemble. */
    public static Map<CheckKind, Power> measured() {
        Map<CheckKind, Power> powers = new EnumMap<>(CheckKind.class);
        powers.put(CheckKind.DATA_TEST, Power.fading(0.55, 0.40, 0.95));
        powers.put(CheckKind.OTHER, Power.fading(0.55, 0.40, 0.95));
        powers.put(CheckKind.MONITOR, Power.fading(0.60, 0.55, 0.95));
        powers.put(CheckKind.FRESHNESS, new Power(0.90, 0.02, 0.02, 1, 0.6));
        powers.put(CheckKind.ARRIVAL, new Power(0.90, 0.02, 0.02, 1, 0.6));
        powers.put(CheckKind.BUILD, new Power(0.90, 0.25, 0.01, 1, 0.35));
        // Fixed rows: what is wrong upstream never reaches it.
        powers.put(CheckKind.UNIT_TEST, new Power(0.55, 0.01, 0.01, 1, 1));
        return powers;
    }

    long cause() {
        return cause;
    }

    long flip() {
        return flip;
    }

    /**
     * Price of a failing check that had passed on the very state on which another failed first. Less than a flip: which
     * failure was first on that state may itself be of another cause.
     */
    long doubt() {
        return flip / 8;
    }

    /** Price of a failing check that lies neither on nor below the cause of the incident that holds it. */
    long unexplained() {
        return 2 * flip;
    }

    /** Price of a failed build just below the cause where another says the same: they stumble over one thing. */
    long siblingBuild() {
        return SIBLING_BUILD;
    }

    /** Price of a build, on the cause or just below it, that failed because a column or relation it reads is not there. */
    long missing(int hops) {
        return MISSING[hops];
    }

    /** Price of a build just below the cause that failed with words that speak of nothing missing. */
    long otherWordsBelow() {
        return OTHER_WORDS_BELOW;
    }

    /** Price of a failure {@code hops} below the cause, decay left out. */
    long near(CheckKind kind, int hops) {
        return near[kind.ordinal()][hops];
    }

    /** What the decay over {@code hops} adds to it. */
    long fade(CheckKind kind, int hops) {
        return fade[kind.ordinal()][hops];
    }

    /** The same of a check whose past is known. */
    long near(CheckKind kind, int hops, Habit habit) {
        return hops == 0 || habit.trials() == 0 ? near(kind, hops) : micro(-StrictMath.log(learnt(kind, hops, habit)));
    }

    long passed(CheckKind kind, int hops, Habit habit) {
        if (hops == 0 || habit.trials() == 0) {
            return passed[kind.ordinal()][hops];
        }
        Power power = powers.get(kind);
        return micro(-passingWeight * StrictMath.log(1 - power.shows() * learnt(kind, hops, habit) * power.fade(hops)));
    }

    /** Whether the check's failures are noise more often than can be put down to chance. */
    boolean isNoisy(Habit habit) {
        return habit.alone() >= NOISY_FROM;
    }

    /** Price of a failure that comes of nothing but the check's own noise. */
    long noise(Habit habit) {
        double share = (habit.alone() + PRIOR * RARELY) / (habit.episodes() + PRIOR);
        return micro(-StrictMath.log(share));
    }

    /** What it did below whatever had broken scales what the table says of its kind. */
    private double learnt(CheckKind kind, int hops, Habit habit) {
        Power power = powers.get(kind);
        double seen = (PRIOR * power.child() + habit.failedBelow()) / (PRIOR + habit.trials());
        return Math.max(0.01, Math.min(0.95, power.near(hops) * seen / power.child()));
    }

    private static long micro(double nats) {
        return StrictMath.round(nats * 1_000_000);
    }

    private static void requireBetween(String name, double value, double max) {
        if (!(value >= 0 && value <= max)) {
            throw new IllegalArgumentException(name + " must be 0 to " + max + ": " + value);
        }
    }
}
