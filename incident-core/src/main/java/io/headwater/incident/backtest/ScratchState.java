package io.headwater.incident.backtest;

import io.headwater.incident.correlation.CorrelationPolicy;
import io.headwater.incident.correlation.Neighbourhood;
import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.policy.Policies;
import io.headwater.incident.triage.AssetRow;
import io.headwater.incident.triage.HiddenRow;
import io.headwater.incident.triage.Placeholder;
import io.headwater.incident.triage.Rows;
import io.headwater.incident.triage.RunRow;
import io.headwater.incident.triage.TriageState;
import io.headwater.incident.triage.WaitingOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the engine of a playback remembers: in memory, for that playback alone. As where things live, an input that fails
 * leaves nothing behind: after each, {@link #keep} or {@link #forget} what it wrote.
 */
final class ScratchState implements TriageState {
    private final String workspace;
    private final List<Runnable> journal = new ArrayList<>();
    private final ScratchRows<CheckRow> checks = new ScratchRows<>(journal::add);
    private final ScratchRows<Incident> incidents = new ScratchRows<>(journal::add);
    private final ScratchRows<String> index = new ScratchRows<>(journal::add);
    private final ScratchRows<RunRow> runs = new ScratchRows<>(journal::add);
    private final ScratchRows<WaitingOutcome> waiting = new ScratchRows<>(journal::add);
    private final ScratchRows<AssetRow> assets = new ScratchRows<>(journal::add);
    private final ScratchRows<AssetView> views = new ScratchRows<>(journal::add);
    private final ScratchRows<Placeholder> placeholders = new ScratchRows<>(journal::add);
    private final ScratchRows<HiddenRow> hidden = new ScratchRows<>(journal::add);
    private final ScratchTimers timers = new ScratchTimers(journal::add);
    private final Set<String> described = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();
    private LineageGraph graph = new LineageGraph();
    private Neighbourhood neighbourhood = new Neighbourhood(graph, CorrelationPolicy.DEFAULTS);
    private Policies policies;

    ScratchState(String workspace, Policies policies) {
        this.workspace = workspace;
        this.policies = policies;
    }

    /** The input is done: what it wrote stays. */
    void keep() {
        journal.clear();
    }

    /** The input failed: what it wrote goes, and the graph is made anew of what lineage described before. */
    void forget() {
        for (int i = journal.size() - 1; i >= 0; i--) {
            journal.get(i).run();
        }
        journal.clear();
        LineageGraph before = graph;
        graph = new LineageGraph();
        neighbourhood = new Neighbourhood(graph, CorrelationPolicy.DEFAULTS);
        described.stream().sorted().forEach(urn -> before.asset(urn).ifPresent(graph::put));
    }

    /** Lineage describes the asset so; the engine itself puts it into the graph. Empty: it ended. */
    void describe(String urn, Optional<AssetNode> asset) {
        boolean known = described.contains(urn);
        Optional<AssetNode> before = known ? graph.asset(urn) : Optional.empty();
        if (asset.isPresent()) {
            described.add(urn);
        } else {
            described.remove(urn);
        }
        journal.add(() -> {
            if (known) {
                described.add(urn);
                before.ifPresent(graph::put);
            } else {
                described.remove(urn);
            }
        });
    }

    /** Puts a version of a policy in force, or ends it; false where one as new was there already. */
    boolean take(String policy, long version, UnaryOperator<Policies> change) {
        Long known = versions.get(policy);
        if (known != null && known >= version) {
            return false;
        }
        Policies before = policies;
        versions.put(policy, version);
        policies = change.apply(policies);
        journal.add(() -> {
            policies = before;
            if (known == null) {
                versions.remove(policy);
            } else {
                versions.put(policy, known);
            }
        });
        return true;
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
    public Rows<CheckRow> checks() {
        return checks;
    }

    @Override
    public Rows<Incident> incidents() {
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
    public Rows<HiddenRow> hidden() {
        return hidden;
    }

    @Override
    public ScratchTimers timers() {
        return timers;
    }
}
