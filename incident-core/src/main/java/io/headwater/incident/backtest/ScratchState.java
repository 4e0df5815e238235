package io.headwater.incident.backtest;

import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.policy.Policies;
import io.headwater.incident.triage.InMemoryTriageState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the engine of a playback stands on: in memory, for that playback alone. As where things live, an input that fails
 * leaves nothing behind: after each, {@link #keep} or {@link #forget} what it wrote.
 */
public final class ScratchState {
    private final List<Runnable> journal = new ArrayList<>();
    private final Set<String> described = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final InMemoryTriageState engine;
    private final Predicate<String> restored;
    private final List<AssetNode> standing = new ArrayList<>();

    /** @param restored whether policies of a kind are taken from what a playback begins with */
    ScratchState(String workspace, Policies policies, Predicate<String> restored) {
        this.restored = restored;
        this.engine = new InMemoryTriageState(workspace, policies, journal::add);
    }

    /** What the engine remembers. */
    public InMemoryTriageState engine() {
        return engine;
    }

    /** To begin with, the asset stands described so. */
    public void restoreAsset(String urn, AssetNode asset) {
        described.add(urn);
        standing.add(asset);
    }

    /** To begin with, a version of a policy is in force, or has ended. */
    public void restorePolicy(String kind, String policy, long version, UnaryOperator<Policies> change) {
        if (restored.test(kind)) {
            take(policy, version, change);
        }
    }

    /** All that it begins with is there. */
    void restored() {
        engine.restart(standing);
        standing.clear();
        keep();
    }

    /** The input is done: what it wrote stays. */
    void keep() {
        journal.clear();
    }

    /** The input failed: what it wrote goes, and the graph is made anew of what lineage described before. */
    void forget() {
        LineageGraph after = engine.graph();
        for (int i = journal.size() - 1; i >= 0; i--) {
            journal.get(i).run();
        }
        journal.clear();
        engine.restart(described.stream()
                .sorted()
                .flatMap(urn -> after.asset(urn).stream())
                .toList());
    }

    /** Lineage describes the asset so; the engine itself puts it into the graph. Empty: it ended. */
    void describe(String urn, Optional<AssetNode> asset) {
        boolean known = described.contains(urn);
        LineageGraph graph = engine.graph();
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
        Policies before = engine.policies();
        engine.use(change.apply(before));
        versions.put(policy, version);
        journal.add(() -> {
            engine.use(before);
            if (known == null) {
                versions.remove(policy);
            } else {
                versions.put(policy, known);
            }
        });
        return true;
    }
}
