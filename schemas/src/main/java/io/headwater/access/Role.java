package io.headwater.access;

/** What a token lets its bearer do. */
public enum Role {
    /** Sends outcomes, lineage and views. */
    PRODUCER,
    /** Reads. */
    VIEWER,
    /** Reads and gives commands. */
    RESPONDER,
    /** Everything, policies and erasure included. */
    ADMIN;

    /** Whether a bearer of this role may do what needs the other. */
    public boolean covers(Role needed) {
        return switch (this) {
            case ADMIN -> true;
            case RESPONDER -> needed == RESPONDER || needed == VIEWER;
            case VIEWER -> needed == VIEWER;
            case PRODUCER -> needed == PRODUCER;
        };
    }
}
