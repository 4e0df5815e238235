package io.headwater.ingest.outcome;

/** What kind of thing watches the asset. */
public enum Kind {
    OTHER,
    DATA_TEST,
    MONITOR,
    FRESHNESS,
    BUILD,
    UNIT_TEST
}
