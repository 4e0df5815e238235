package io.headwater.lineage.facet;

/** How grave the source calls a check's failure; names as in the schema. */
public enum Severity {
    UNKNOWN,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
