package io.headwater.incident.outcome;

/** What one evaluation of a check said (design, section 2). */
public enum OutcomeStatus {
    /** A word this version does not know; treated as history only. */
    UNKNOWN,
    PASSED,
    WARNED,
    FAILED,
    /** The check itself broke, which says nothing about the data. */
    ERRORED,
    /** It did not run: neither failed nor passed. */
    SKIPPED;

    /** Whether it makes an alert: FAILED, WARNED or ERRORED. */
    public boolean isAlert() {
        return this == FAILED || this == WARNED || this == ERRORED;
    }
}
