package io.headwater.simulator;

/**
 * A check of the made-up warehouse.
 *
 * @param source {@code dbt} or {@code monte-carlo}
 * @param id the source's own id
 * @param asset its number
 */
public record Watch(String source, String id, Kind kind, int asset) {
    public enum Kind {
        DATA_TEST,
        MONITOR,
        FRESHNESS,
        BUILD
    }

    /** Whether a dbt job evaluates it. */
    public boolean ofDbt() {
        return kind != Kind.MONITOR;
    }

    @Override
    public String toString() {
        return source + "/" + id;
    }
}
