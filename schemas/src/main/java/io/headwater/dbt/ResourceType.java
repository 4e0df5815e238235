package io.headwater.dbt;

import java.util.Locale;

/** What kind of thing a dbt node is. */
public enum ResourceType {
    MODEL,
    SEED,
    SNAPSHOT,
    TEST,
    UNIT_TEST,
    SOURCE,
    EXPOSURE,
    METRIC,
    SEMANTIC_MODEL,
    SAVED_QUERY,
    OPERATION,
    ANALYSIS,
    FUNCTION,
    OTHER;

    /** By dbt's own word (`resource_type`, or the first part of a unique_id); what we do not know is OTHER. */
    public static ResourceType of(String word) {
        for (ResourceType type : values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(word)) {
                return type;
            }
        }
        return OTHER;
    }

    /** By the first part of a unique_id, e.g. `model.shop.orders`. */
    public static ResourceType ofId(String uniqueId) {
        int dot = uniqueId.indexOf('.');
        return of(dot < 0 ? uniqueId : uniqueId.substring(0, dot));
    }

    /** Whether it is built into the warehouse by a run. */
    public boolean isBuilt() {
        return this == MODEL || this == SEED || this == SNAPSHOT;
    }

    /** Whether a relation in the warehouse can stand behind it (an ephemeral model has none all the same). */
    public boolean isRelation() {
        return isBuilt() || this == SOURCE;
    }
}
