package io.headwater.lineage.facet;

/** What kind of check watches an asset; names as in the schema. */
public enum CheckKind {
    OTHER,
    DATA_TEST,
    MONITOR,
    FRESHNESS,
    BUILD,
    ARRIVAL,
    UNIT_TEST
}
