package io.headwater.bench.triage;

import io.headwater.incident.correlation.CorrelationPolicy;
import io.headwater.incident.correlation.Neighbourhood;
import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.policy.Policies;
import io.headwater.incident.triage.AssetRow;
import io.headwater.incident.triage.Placeholder;
import io.headwater.incident.triage.Rows;
import io.headwater.incident.triage.RunRow;
import io.headwater.incident.triage.Timer;
import io.headwater.incident.triage.Timers;
import io.headwater.incident.triage.TriageState;
import io.headwater.incident.triage.WaitingOutcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** What the engine remembers, in memory: its cost without disk and serialisation. */
final class MemoryState implements TriageState, Timers {
    private static final String REOPENABLE = "reopenable/";

    private final MemoryRows<CheckRow> checks = new MemoryRows<>();
    private final MemoryRows<Incident> incidents = new MemoryRows<>();
    private final MemoryRows<String> index = new MemoryRows<>();
    private final MemoryRows<RunRow> runs = new MemoryRows<>();
    private final MemoryRows<WaitingOutcome> waiting = new MemoryRows<>();
    private final MemoryRows<AssetRow> assets = new MemoryRows<>();
    private final MemoryRows<AssetView> views = new MemoryRows<>();
    private final MemoryRows<Placeholder> placeholders = new MemoryRows<>();
    private final Map<String, Instant> timers = new HashMap<>();
    private final PriorityQueue<Timer> reopenable = new PriorityQueue<>(Comparator.comparing(Timer::dueAt));
    private final LineageGraph graph = new LineageGraph();
    private final Neighbourhood neighbourhood = new Neighbourhood(graph, CorrelationPolicy.DEFAULTS);

    @Override
    public String workspace() {
        return "bench";
    }

    @Override
    public Policies policies() {
        return Policies.SHIPPED;
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
    public Rows<WaitingOutcome> waiting() {
        return waiting;
    }

    @Override
    public Rows<AssetRow> assets() {
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
    public Timers timers() {
        return this;
    }

    @Override
    public void set(Timer timer) {
        timers.put(timer.name(), timer.dueAt());
        if (timer.name().startsWith(REOPENABLE)) {
            reopenable.add(timer);
        }
    }

    /**
     * The next that is due by then of those after which a resolved incident no longer comes back. Others never fire: what is
     * open stays open and takes new failures.
     */
    Optional<Timer> nextDue(Instant now) {
        while (!reopenable.isEmpty() && !reopenable.peek().dueAt().isAfter(now)) {
            Timer due = reopenable.poll();
            if (timers.remove(due.name(), due.dueAt())) {
                return Optional.of(due);
            }
        }
        return Optional.empty();
    }

    @Override
    public void cancel(String name) {
        timers.remove(name);
    }

    @Override
    public Optional<Instant> due(String name) {
        return Optional.ofNullable(timers.get(name));
    }
}
