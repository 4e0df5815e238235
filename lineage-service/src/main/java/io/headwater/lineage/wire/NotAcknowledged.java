package io.headwater.lineage.wire;

/** Kafka did not take a record: nothing may be told or stored as if it had. */
public final class NotAcknowledged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotAcknowledged(String message, Throwable cause) {
        super(message, cause);
    }
}
