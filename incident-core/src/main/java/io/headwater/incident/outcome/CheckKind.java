package io.headwater.incident.outcome;

/** What kind of thing watches the asset; correlation weighs each kind differently. */
public enum CheckKind {
    /** A test on the rows of an asset. */
    DATA_TEST,
    /** A monitor that learns what is normal: volume, freshness, field statistics. */
    MONITOR,
    /** How old a source's newest row may be. */
    FRESHNESS,
    /** A model, seed or snapshot that is built by a run. */
    BUILD,
    /** A file or partition that has to have come. */
    ARRIVAL,
    /** A test of a model's logic on fixed rows; it never sees the data. */
    UNIT_TEST,
    OTHER
}
