package io.headwater.incident.topology.store;

import io.headwater.incident.correlation.CorrelationPolicy;
import io.headwater.incident.correlation.Neighbourhood;
import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.policy.Policies;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.triage.AssetRow;
import io.headwater.incident.triage.HiddenRow;
import io.headwater.incident.triage.Placeholder;
import io.headwater.incident.triage.Rows;
import io.headwater.incident.triage.RunRow;
import io.headwater.incident.triage.Timers;
import io.headwater.incident.triage.TriageState;
import io.headwater.incident.triage.WaitingOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * All that a task remembers. One input at a time: afterwards {@link #keep} or {@link #forget} what it wrote. After a
 * forgotten input what lived in memory of its workspace is stale: ask for {@link #workspace} anew.
 */
public final class TaskState {
    private static final int BATCH = 32;
    /** One of a storm holds each of its checks: a thousand of them take a megabyte. */
    private static final int INCIDENTS_REMEMBERED = 512;

    private final ProcessorContext<?, ?> context;
    private final List<Table<?>> tables = new ArrayList<>();
    private final Table<AssetNode> lineage;
    private final Table<PolicyRow> policies;
    private final Table<CheckRow> checks;
    private final Table<Incident> incidents;
    private final Table<String> index;
    private final Table<RunRow> runs;
    private final Table<WaitingOutcome> waiting;
    private final Table<AssetRow> assets;
    private final Table<AssetView> views;
    private final Table<Placeholder> placeholders;
    private final Table<HiddenRow> hidden;
    private final DueTimers timers;

    /** The state behind a processor that {@link Stores#commits} and {@link Stores#ofTriage} are given to. */
    public TaskState(ProcessorContext<?, ?> context) {
        this.context = context;
        lineage = single(Stores.LINEAGE);
        policies = single(Stores.POLICIES);
        checks = single(Stores.CHECKS);
        incidents = known(Table.single(store(Stores.INCIDENTS), INCIDENTS_REMEMBERED));
        index = ranged(Stores.INDEX);
        runs = single(Stores.RUNS);
        waiting = ranged(Stores.WAITING);
        assets = single(Stores.ASSETS);
        views = ranged(Stores.VIEWS);
        placeholders = ranged(Stores.PLACEHOLDERS);
        hidden = ranged(Stores.HIDDEN);
        timers = new DueTimers(Table.single(store(Stores.TIMERS)));
        Stores.beforeCommit(context, this::save);
    }

    /** The next timer that is due by then, of any workspace. */
    public Optional<DueTimer> nextTimer(Instant upTo) {
        return timers.next(upTo);
    }

    /** The timer that {@link DueTimer#key} names, where it is set. */
    public Optional<DueTimer> timer(String key) {
        return timers.get(key);
    }

    /** The timers of a workspace. */
    public Timers timers(String workspace) {
        return timers.of(workspace);
    }

    /** A workspace's state, its graph read from the store. */
    public Scope workspace(String name) {
        return new Scope(name);
    }

    /** The input is done: what it wrote stays. */
    public void keep() {
        tables.forEach(Table::keep);
        timers.keep();
    }

    private void save() {
        tables.forEach(Table::save);
        timers.save();
    }

    /** The input failed: what it wrote goes. */
    public void forget() {
        tables.forEach(Table::forget);
        timers.forget();
    }

    private <V> Table<V> single(String name) {
        return known(Table.single(store(name)));
    }

    private <V> Table<V> ranged(String name) {
        return known(Table.ranged(store(name)));
    }

    private <V> Table<V> known(Table<V> table) {
        tables.add(table);
        return table;
    }

    private <V> KeyValueStore<String, V> store(String name) {
        StateStore store = context.getStateStore(name);
        @SuppressWarnings("unchecked") // each name has one type of row: Stores.ROWS
        KeyValueStore<String, V> typed = (KeyValueStore<String, V>) store;
        return typed;
    }

    /** The engine's state of one workspace. */
    public final class Scope implements TriageState {
        private final String workspace;
        private final LineageGraph graph = new LineageGraph();
        private final Neighbourhood neighbourhood = new Neighbourhood(graph, CorrelationPolicy.DEFAULTS);
        private Policies inForce = Policies.SHIPPED;

        private Scope(String workspace) {
            this.workspace = workspace;
            restoreGraph();
            policies.stored(workspace, row -> inForce = row.into(inForce));
        }

        private void restoreGraph() {
            List<AssetNode> batch = new ArrayList<>(BATCH);
            lineage.stored(workspace, node -> {
                batch.add(node);
                if (batch.size() == BATCH) {
                    graph.putAll(batch);
                    batch.clear();
                }
            });
            graph.putAll(batch);
        }

        /** Keeps an asset for the graph's restoring; the engine itself puts it into the graph. Empty: it ended. */
        public void describe(String urn, Optional<AssetNode> node) {
            node.ifPresentOrElse(known -> lineage.of(workspace).put(urn, known), () -> lineage.of(workspace)
                    .remove(urn));
        }

        /** Puts a policy in force; false where a version as new is in force already. */
        public boolean apply(PolicyDocument policy) {
            return take(new PolicyRow(
                    policy.kind(), policy.name(), policy.version(), Optional.of(policy.spec()), policy.appliedBy()));
        }

        /** Ends a policy with that version; false where one as new is in force, or ended, already. */
        public boolean end(String kind, String name, long version) {
            return take(new PolicyRow(kind, name, version, Optional.empty(), Optional.empty()));
        }

        private boolean take(PolicyRow row) {
            Optional<PolicyRow> before = policies.of(workspace).get(row.key());
            if (before.filter(known -> known.version() >= row.version()).isPresent()) {
                return false;
            }
            policies.of(workspace).put(row.key(), row);
            inForce = row.into(inForce);
            return true;
        }

        @Override
        public String workspace() {
            return workspace;
        }

        @Override
        public Policies policies() {
            return inForce;
        }

        @Override
        public LineageGraph graph() {
            return graph;
        }

        @Override
        public Neighbourhood neighbourhood() {
            return neighbourhood;
        }

        @Override
        public Rows<CheckRow> checks() {
            return checks.of(workspace);
        }

        @Override
        public Rows<Incident> incidents() {
            return incidents.of(workspace);
        }

        @Override
        public Rows<String> index() {
            return index.of(workspace);
        }

        @Override
        public Rows<RunRow> runs() {
            return runs.of(workspace);
        }

        @Override
        public Rows<WaitingOutcome> waiting() {
            return waiting.of(workspace);
        }

        @Override
        public Rows<AssetRow> assets() {
            return assets.of(workspace);
        }

        @Override
        public Rows<AssetView> views() {
            return views.of(workspace);
        }

        @Override
        public Rows<Placeholder> placeholders() {
            return placeholders.of(workspace);
        }

        @Override
        public Rows<HiddenRow> hidden() {
            return hidden.of(workspace);
        }

        @Override
        public Timers timers() {
            return timers.of(workspace);
        }
    }
}
