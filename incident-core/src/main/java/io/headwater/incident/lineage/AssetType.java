package io.headwater.incident.lineage;

/** What kind of thing holds or shows data. */
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

    /** Whether people or programs look at data here: what the blast radius counts as dashboards. */
    public boolean isDashboard() {
        return switch (this) {
            case DASHBOARD, NOTEBOOK, ANALYSIS, ML_MODEL, APPLICATION -> true;
            case OTHER, TABLE, VIEW, MODEL, SEED, SNAPSHOT, SOURCE -> false;
        };
    }
}
