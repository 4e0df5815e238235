package io.headwater.notifier.incident;

/** P0 is the gravest; UNKNOWN is graver than nothing. */
public enum Priority {
    P0,
    P1,
    P2,
    P3,
    P4,
    UNKNOWN;

    public boolean graverThan(Priority other) {
        return ordinal() < other.ordinal();
    }

    /** P0 and P1: what people are called for. */
    public boolean calls() {
        return this == P0 || this == P1;
    }
}
