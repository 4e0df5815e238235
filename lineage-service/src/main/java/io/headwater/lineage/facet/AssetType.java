package io.headwater.lineage.facet;

/** What kind of thing holds or shows data; names as in the schema. */
public enum AssetType {
    OTHER,
    TABLE,
    VIEW,
    MODEL,
    SEED,
    SNAPSHOT,
    SOURCE,
    DASHBOARD,
    NOTEBOOK,
    ANALYSIS,
    ML_MODEL,
    APPLICATION;

    /**
     * How much a facet of this type tells of what the asset is, against another facet of the same asset: who builds a
     * relation knows it better than who reads it as a source.
     */
    int rank() {
        return switch (this) {
            case MODEL, SEED, SNAPSHOT -> 3;
            case DASHBOARD, NOTEBOOK, ANALYSIS, ML_MODEL, APPLICATION -> 2;
            case TABLE, VIEW, SOURCE -> 1;
            case OTHER -> 0;
        };
    }
}
