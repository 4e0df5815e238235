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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the engine remembers, in memory and for one run: for tests, benchmarks and trying things out. Whoever runs it fires its timers. */
public final class InMemoryTriageState implements TriageState, Timers {
    private final MemoryRows<CheckRow> checks = new MemoryRows<>();
    private final MemoryRows<Incident> incidents = new MemoryRows<>();
    private final MemoryRows<String> index = new MemoryRows<>();
    private final MemoryRows<RunRow> runs = new MemoryRows<>();
    private final MemoryRows<WaitingOutcome> waiting = new MemoryRows<>();
    private final MemoryRows<AssetRow> assets = new MemoryRows<>();
    private final MemoryRows<AssetView> views = new MemoryRows<>();
    private final MemoryRows<Placeholder> placeholders = new MemoryRows<>();
    private final MemoryRows<HiddenRow> hidden = new MemoryRows<>();
    private final Map<String, Instant> timers = new HashMap<>();
    private final TreeSet<Timer> byDue =
            new TreeSet<>(Comparator.comparing(Timer::dueAt).thenComparing(Timer::name));
    private LineageGraph graph = new LineageGraph();
    private Neighbourhood neighbourhood = new Neighbourhood(graph, CorrelationPolicy.DEFAULTS);
    private Policies policies = Policies.SHIPPED;

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

    /** Takes the next timer that is due by then. */
    public Optional<Timer> nextDue(Instant now) {
        if (byDue.isEmpty() || byDue.first().dueAt().isAfter(now)) {
            return Optional.empty();
        }
        Timer due = byDue.first();
        cancel(due.name());
        return Optional.of(due);
    }

    @Override
    public String workspace() {
        return "shop";
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
        return this;
    }

    @Override
    public void set(Timer timer) {
        cancel(timer.name());
        timers.put(timer.name(), timer.dueAt());
        byDue.add(timer);
    }

    @Override
    public void cancel(String name) {
        Instant due = timers.remove(name);
        if (due != null) {
            byDue.remove(new Timer(name, due));
        }
    }

    @Override
    public Optional<Instant> due(String name) {
        return Optional.ofNullable(timers.get(name));
    }
}
