package io.headwater.simulator;

/**
 * Something that really broke.
 *
 * @param asset where
 * @param minute when, in minutes of the night
 * @param repaired when it was put right
 */
public record Cause(int asset, Kind kind, int minute, int repaired) {
    public enum Kind {
        /** Wrong rows: what is built from them is wrong too. */
        BAD_DATA,
        /** A model that cannot be built: what lies below is skipped or grows stale. */
        FAILED_BUILD,
        /** A source that brings nothing new. */
        LATE_SOURCE,
        /** A column that is gone or another: builds just below fail, what they feed goes wrong. */
        CHANGED_SCHEMA
    }

    /** Whether what shows of it below is age rather than wrong values. */
    boolean stales() {
        return kind == Kind.LATE_SOURCE || kind == Kind.FAILED_BUILD;
    }
}
