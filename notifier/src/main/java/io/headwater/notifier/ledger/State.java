package io.headwater.notifier.ledger;

/** How far a notification has come. */
public enum State {
    /** It shall be told. */
    INTENDED,
    /** A call may have gone out; whether it arrived is not known. */
    SENT,
    CONFIRMED,
    FAILED,
    SUPPRESSED;

    public boolean isOpen() {
        return this == INTENDED || this == SENT;
    }
}
