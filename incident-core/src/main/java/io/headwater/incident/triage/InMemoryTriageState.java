package io.headwater.incident.triage;

import io.headwater.incident.correlation.CorrelationPolicy;
import io.headwater.incident.correlation.Neighbourhood;
import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.policy.Policies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the engine remembers, in memory and for one run: for replays, tests and benchmarks. Whoever runs it fires its timers. */
public final class InMemoryTriageState implements TriageState {
    private final String workspace;
    private final MemoryRows<CheckRow> checks;
    private final MemoryRows<Incident> incidents;
    private final MemoryRows<String> index;
    private final MemoryRows<RunRow> runs;
    private final MemoryRows<WaitingOutcome> waiting;
    private final MemoryRows<AssetRow> assets;
    private final MemoryRows<AssetView> views;
    private final MemoryRows<Placeholder> placeholders;
    private final MemoryRows<HiddenRow> hidden;
    private final MemoryTimers timers;
    private LineageGraph graph = new LineageGraph();
    private Neighbourhood neighbourhood = new Neighbourhood(graph, CorrelationPolicy.DEFAULTS);
    private Policies policies;

    /** Of a workspace {@code shop} under the shipped policies. */
    public InMemoryTriageState() {
        this("shop", Policies.SHIPPED, undo -> {});
    }

    /** @param journal is given how each write of a row or timer is undone */
    public InMemoryTriageState(String workspace, Policies policies, Consumer<Runnable> journal) {
        this.workspace = workspace;
        this.policies = policies;
        checks = new MemoryRows<>(journal);
        incidents = new MemoryRows<>(journal);
        index = new MemoryRows<>(journal);
        runs = new MemoryRows<>(journal);
        waiting = new MemoryRows<>(journal);
        assets = new MemoryRows<>(journal);
        views = new MemoryRows<>(journal);
        placeholders = new MemoryRows<>(journal);
        hidden = new MemoryRows<>(journal);
        timers = new MemoryTimers(journal);
    }

    /** As after a restart: what lives in memory is gone, and the assets are put into a new graph. */
    public void restart(List<AssetNode> kept) {
        graph = new LineageGraph();
        kept.forEach(graph::put);
        neighbourhood = new Neighbourhood(graph, CorrelationPolicy.DEFAULTS);
    }

    /** These policies are in force from the next input on. */
    public void use(Policies inForce) {
        policies = inForce;
    }

    /** The next timer that is due by then; it stays until it is cancelled. */
    public Optional<Timer> next(Instant upTo) {
        return timers.next(upTo);
    }

    /** Takes the next timer that is due by then. */
    public Optional<Timer> nextDue(Instant now) {
        Optional<Timer> due = next(now);
        due.ifPresent(timer -> timers.cancel(timer.name()));
        return due;
    }

    @Override
    public String workspace() {
        return workspace;
    }

    @Override
    public Policies policies() {
        return policies;
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
    public MemoryRows<CheckRow> checks() {
        return checks;
    }

    @Override
    public MemoryRows<Incident> incidents() {
        return incidents;
    }

    @Override
    public Rows<String> index() {
        return index;
    }

    @Override
    public Rows<RunRow> runs() {
        return runs;
    }

    @Override
    public MemoryRows<WaitingOutcome> waiting() {
        return waiting;
    }

    @Override
    public MemoryRows<AssetRow> assets() {
        return assets;
    }

    @Override
    public Rows<AssetView> views() {
        return views;
    }

    @Override
    public Rows<Placeholder> placeholders() {
        return placeholders;
    }

    @Override
    public MemoryRows<HiddenRow> hidden() {
        return hidden;
    }

    @Override
    public Timers timers() {
        return timers;
    }
}
