package io.headwater.ticketing.ticket;

/** Where an incident stands; UNKNOWN is a state that a later version of Headwater added. */
public enum Status {
    UNKNOWN,
    TRIGGERED,
    ACKNOWLEDGED,
    MITIGATED,
    RESOLVED,
    CLOSED;

    /** Somebody may still have to act. */
    public boolean isOpen() {
        return this == TRIGGERED || this == ACKNOWLEDGED || this == MITIGATED;
    }

    /** What was broken is not any more. */
    public boolean isOver() {
        return this == RESOLVED || this == CLOSED;
    }
}
