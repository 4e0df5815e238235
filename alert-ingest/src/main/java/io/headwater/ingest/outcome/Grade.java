package io.headwater.ingest.outcome;

/** How grave the source itself calls it. */
public enum Grade {
    UNKNOWN,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
