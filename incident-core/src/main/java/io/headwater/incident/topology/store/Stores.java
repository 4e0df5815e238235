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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
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

    /** By the name of the store, how what the engine keeps in it is written. */
    static final Map<String, Serde<?>> ROWS = rows();

    private Stores() {}

    private static Map<String, Serde<?>> rows() {
        Map<String, Serde<?>> rows = new LinkedHashMap<>();
        rows.put(LINEAGE, RowFormat.ofAssets());
        rows.put(CHECKS, RowFormat.ofChecks());
        rows.put(POLICIES, RowFormat.serde(PolicyRow.class));
        rows.put(INCIDENTS, RowFormat.serde(Incident.class));
        rows.put(INDEX, RowFormat.serde(String.class));
        rows.put(RUNS, RowFormat.serde(RunRow.class));
        rows.put(WAITING, RowFormat.serde(WaitingOutcome.class));
        rows.put(ASSETS, RowFormat.serde(AssetRow.class));
        rows.put(VIEWS, RowFormat.serde(AssetView.class));
        rows.put(PLACEHOLDERS, RowFormat.serde(Placeholder.class));
        rows.put(HIDDEN, RowFormat.serde(HiddenRow.class));
        rows.put(TIMERS, RowFormat.serde(Instant.class));
        return Collections.unmodifiableMap(rows);
    }

    /** The task's order, a row. */
    public static StoreBuilder<?> order() {
        return builder(OrderLog.STORE, RowFormat.ofOrder());
    }

    /** When the task's last checkpoint was taken, a row. */
    public static StoreBuilder<?> checkpoint() {
        return builder(LastCheckpoint.STORE, RowFormat.serde(Instant.class));
    }

    /** Tells all of them that a commit is under way. */
    public static StoreBuilder<?> commits() {
        return new BeforeCommit.Builder();
    }

    /** This is done before each commit of the context's task from now on, after what was asked for before. */
    public static void beforeCommit(ProcessorContext<?, ?> context, Runnable action) {
        BeforeCommit commits = context.getStateStore(BeforeCommit.STORE);
        commits.run(action);
    }

    /** What the engine keeps. */
    public static List<StoreBuilder<?>> ofTriage() {
        List<StoreBuilder<?>> stores = new ArrayList<>();
        ROWS.forEach((name, format) -> stores.add(builder(name, format)));
        return stores;
    }

    /** Names of the stores, of other processors, that a checkpoint reads or waits for. */
    public static String[] readByCheckpoints() {
        return Stream.concat(ROWS.keySet().stream(), Stream.of(OrderLog.STORE, BeforeCommit.STORE))
                .toArray(String[]::new);
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> builder(String name, Serde<T> rows) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), Serdes.String(), rows)
                .withLoggingEnabled(Map.of("max.message.bytes", LARGEST_ROW));
    }
}
