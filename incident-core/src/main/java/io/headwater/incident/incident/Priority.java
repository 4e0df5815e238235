package io.headwater.incident.incident;

/** P0 is the gravest; UNKNOWN: not judged yet. */
public enum Priority {
    P0,
    P1,
    P2,
    P3,
    P4,
    UNKNOWN;

    /** This one, or {@code ceiling} where this one is graver. */
    public Priority atMost(Priority ceiling) {
        return compareTo(ceiling) < 0 ? ceiling : this;
    }
}
