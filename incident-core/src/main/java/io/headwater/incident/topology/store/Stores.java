package io.headwater.incident.topology.store;

import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.triage.AssetRow;
import io.headwater.incident.triage.HiddenRow;
import io.headwater.incident.triage.Placeholder;
import io.headwater.incident.triage.RunRow;
import io.headwater.incident.triage.WaitingOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores of a task, on disk and in a changelog each; rows are keyed {@code workspace|key}. */
public final class Stores {
    static final String LINEAGE = "lineage";
    static final String POLICIES = "policies-in-force";
    static final String CHECKS = "checks";
    static final String INCIDENTS = "incidents-by-id";
    static final String INDEX = "index";
    static final String RUNS = "runs";
    static final String WAITING = "waiting";
    static final String ASSETS = "asset-health";
    static final String VIEWS = "views-by-asset";
    static final String PLACEHOLDERS = "placeholders";
    static final String HIDDEN = "hidden";
    static final String TIMERS = "timers";

    /** A row may be larger than a record of a topic: an incident of a storm holds each of its checks. */
    private static final String LARGEST_ROW = String.valueOf(8 * 1024 * 1024);

    private static final Map<String, Class<?>> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put(POLICIES, PolicyRow.class);
        ROWS.put(INCIDENTS, Incident.class);
        ROWS.put(INDEX, String.class);
        ROWS.put(RUNS, RunRow.class);
        ROWS.put(WAITING, WaitingOutcome.class);
        ROWS.put(ASSETS, AssetRow.class);
        ROWS.put(VIEWS, AssetView.class);
        ROWS.put(PLACEHOLDERS, Placeholder.class);
        ROWS.put(HIDDEN, HiddenRow.class);
        ROWS.put(TIMERS, Instant.class);
    }

    private Stores() {}

    /** The task's order, a row. */
    public static StoreBuilder<?> order() {
        return builder(OrderLog.STORE, RowFormat.ofOrder());
    }

    /** Tells both that a commit is under way. */
    public static StoreBuilder<?> commits() {
        return new BeforeCommit.Builder();
    }

    /** What the engine keeps. */
    public static List<StoreBuilder<?>> ofTriage() {
        List<StoreBuilder<?>> stores = new ArrayList<>();
        stores.add(builder(LINEAGE, RowFormat.ofAssets()));
        stores.add(builder(CHECKS, RowFormat.ofChecks()));
        ROWS.forEach((name, type) -> stores.add(builder(name, RowFormat.serde(type))));
        return stores;
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> builder(String name, Serde<T> rows) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), Serdes.String(), rows)
                .withLoggingEnabled(Map.of("max.message.bytes", LARGEST_ROW));
    }
}
