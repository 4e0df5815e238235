package io.headwater.bench;

import java.util.Locale;

/** A bound that a figure's ratio to its baseline (its value, where it has none) has to keep. */
public record Target(Bound bound, double limit) {
    /** Which side of the limit is good. */
    public enum Bound {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    public static Target atLeast(double limit) {
        return new Target(Bound.AT_LEAST, limit);
    }

    public static Target atMost(double limit) {
        return new Target(Bound.AT_MOST, limit);
    }

    /** Not a number holds nothing. */
    boolean holds(double measured) {
        return bound == Bound.AT_LEAST ? measured >= limit : measured <= limit;
    }

    String words() {
        return bound.sign + " "
                + (limit == Math.rint(limit) ? Numbers.of(limit) : String.format(Locale.ROOT, "%.2f", limit));
    }
}
