package io.headwater.incident.outcome;

/** How grave the source itself calls it. */
public enum Severity {
    UNKNOWN,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
