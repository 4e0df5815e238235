package io.headwater.incident.outcome;

/**
 * What a check's past says of it: counts, learnt from incidents that are over.
 *
 * @param alone times it failed once, with nothing else, and passed at its next evaluation: noise
 * @param earnest times it failed otherwise
 * @param failedBelow times it failed below what had broken
 * @param passedBelow times it passed there
 */
public record Habit(int alone, int earnest, int failedBelow, int passedBelow) {
    /** Of a check of which nothing is known yet. */
    public static final Habit NONE = new Habit(0, 0, 0, 0);

    public Habit failedAlone() {
        return new Habit(alone + 1, earnest, failedBelow, passedBelow);
    }

    public Habit failedInEarnest() {
        return new Habit(alone, earnest + 1, failedBelow, passedBelow);
    }

    /** Something above it had broken, and it failed, or passed. */
    public Habit belowWhatBroke(boolean failed) {
        return new Habit(alone, earnest, failedBelow + (failed ? 1 : 0), passedBelow + (failed ? 0 : 1));
    }

    /** Times it failed that something is known of. */
    public int episodes() {
        return alone + earnest;
    }

    /** Times it was looked at while something above it was broken. */
    public int trials() {
        return failedBelow + passedBelow;
    }
}
