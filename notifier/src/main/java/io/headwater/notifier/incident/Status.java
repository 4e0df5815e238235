package io.headwater.notifier.incident;

/** Life-cycle state of an incident. */
public enum Status {
    UNKNOWN("Unknown"),
    TRIGGERED("Triggered"),
    ACKNOWLEDGED("Acknowledged"),
    MITIGATED("Mitigated"),
    RESOLVED("Resolved"),
    CLOSED("Closed");

    private final String words;

    Status(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether it is over. */
    public boolean isOver() {
        return this == RESOLVED || this == CLOSED;
    }

    /** Whether somebody has taken it, or it is over. */
    public boolean isAnswered() {
        return isOver() || this == ACKNOWLEDGED || this == MITIGATED;
    }
}
