package io.headwater.incident.lineage;

import io.headwater.incident.outcome.CheckId;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The lineage of one workspace: an index over its assets that is kept up to date asset by asset. An upstream that is
 * named but not described is a placeholder; cycles are walked once; an edge from an asset to itself and a second one
 * between the same two are dropped. What it answers depends on the assets in it, never on the order in which they came.
 * For one thread.
 */
public final class LineageGraph {
    private static final int UNKNOWN = -1;

    /** Called for each asset of a walk; answers whether to go on. */
    @FunctionalInterface
    public interface Visitor {
        boolean visit(String urn, int hops);
    }

    private final Object2IntOpenHashMap<String> ids = new Object2IntOpenHashMap<>();
    private final ObjectArrayList<String> urns = new ObjectArrayList<>();
    /** Null for placeholders and ids that are free. */
    private final ObjectArrayList<AssetNode> described = new ObjectArrayList<>();

    private final IntArrayList free = new IntArrayList();
    private final Adjacency up = new Adjacency((a, b) -> urns.get(a).compareTo(urns.get(b)));
    private final Adjacency down = new Adjacency((a, b) -> urns.get(a).compareTo(urns.get(b)));
    private final NameIndex<String> byAlias = new NameIndex<>();
    private final NameIndex<CheckId> byCheck = new NameIndex<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();

    public LineageGraph() {
        ids.defaultReturnValue(UNKNOWN);
    }

    /** Adds the asset or replaces what was known of it. */
    public void put(AssetNode node) {
        int id = intern(node.urn());
        forgetNames(id);
        List<String> upstreams = new ArrayList<>();
        IntOpenHashSet wanted = new IntOpenHashSet();
        for (String upstream : new TreeSet<>(node.upstreams())) {
            int upId = intern(upstream);
            if (upId != id) {
                wanted.add(upId);
                upstreams.add(urns.get(upId));
            }
        }
        described.set(id, node.withUpstreams(urns.get(id), upstreams));
        node.aliases().forEach(alias -> byAlias.add(alias, id));
        node.checks().forEach(check -> byCheck.add(check.id(), id));
        rewire(id, wanted);
    }

    /** Ends the asset; where others still name it as an upstream a placeholder stays. */
    public void remove(String urn) {
        int id = ids.getInt(urn);
        if (id == UNKNOWN || described.get(id) == null) {
            return;
        }
        forgetNames(id);
        described.set(id, null);
        rewire(id, new IntOpenHashSet());
        releaseIfUnused(id);
    }

    /** What is known of the asset; empty for placeholders and strangers. */
    public Optional<AssetNode> asset(String urn) {
        int id = ids.getInt(urn);
        return id == UNKNOWN ? Optional.empty() : Optional.ofNullable(described.get(id));
    }

    /** Whether the URN is a node: described, or named as an upstream. */
    public boolean contains(String urn) {
        return ids.containsKey(urn);
    }

    /** The name people know the asset by, else the last part of its URN. */
    public String nameOf(String urn) {
        return asset(urn).map(AssetNode::name).orElseGet(() -> AssetNode.shortName(urn));
    }

    /** URN of an alias ({@code kind:value}) or of a node's own URN; of several, the first by URN. */
    public Optional<String> resolve(String aliasOrUrn) {
        return contains(aliasOrUrn)
                ? Optional.of(aliasOrUrn)
                : inOrder(byAlias.get(aliasOrUrn)).stream().findFirst();
    }

    /** The assets that the check watches, by URN; empty where lineage does not know it. */
    public List<String> assetsOf(CheckId check) {
        return inOrder(byCheck.get(check));
    }

    /** Described assets and placeholders. */
    public int size() {
        return ids.size();
    }

    /** Direct upstreams, by URN. */
    public List<String> upstreams(String urn) {
        return neighbours(up, urn);
    }

    /** Direct downstreams, by URN. */
    public List<String> downstreams(String urn) {
        return neighbours(down, urn);
    }

    /**
     * Breadth first from {@code starts} (hop 0, by URN) against the flow of data, each asset once. By hops; within a hop
     * in the order of the assets they were met from, then by URN: the same in every replay, and a walk that is stopped
     * early has not paid for the rest. A start the graph does not know is visited and leads nowhere.
     */
    public void visitUpstream(Collection<String> starts, int maxHops, Visitor visitor) {
        visit(up, starts, maxHops, visitor);
    }

    /** As {@link #visitUpstream}, along the flow of data. */
    public void visitDownstream(Collection<String> starts, int maxHops, Visitor visitor) {
        visit(down, starts, maxHops, visitor);
    }

    /** From now on {@code listener} hears the URN of every asset whose upstreams change. */
    public void onRewired(Consumer<String> listener) {
        listeners.add(listener);
    }

    /**
     * Walks everything downstream of the starts (those unknown left out), or until {@code stopAfter} has been met in full.
     */
    Walk walkDownstream(Collection<String> starts, BitSet stopAfter) {
        Walk walk = new Walk();
        BitSet seen = new BitSet(urns.size());
        int missing = stopAfter.cardinality();
        for (String urn : new TreeSet<>(starts)) {
            int id = ids.getInt(urn);
            if (id != UNKNOWN) {
                seen.set(id);
                walk.add(id, -1, 0);
                missing -= stopAfter.get(id) ? 1 : 0;
            }
        }
        boolean bounded = !stopAfter.isEmpty();
        for (int at = 0; at < walk.size() && !(bounded && missing == 0); at++) {
            int node = walk.node(at);
            int[] next = down.of(node);
            for (int i = 0, degree = down.degree(node); i < degree; i++) {
                int child = next[i];
                if (!seen.get(child)) {
                    seen.set(child);
                    walk.add(child, at, walk.depth(at) + 1);
                    missing -= stopAfter.get(child) ? 1 : 0;
                }
            }
        }
        return walk;
    }

    String urn(int id) {
        return urns.get(id);
    }

    /** What is known of the node; for a placeholder, its place. */
    AssetNode node(int id) {
        AssetNode node = described.get(id);
        return node == null ? AssetNode.bare(urns.get(id), AssetType.OTHER, List.of()) : node;
    }

    private void visit(Adjacency edges, Collection<String> starts, int maxHops, Visitor visitor) {
        IntArrayList queue = new IntArrayList();
        IntOpenHashSet seen = new IntOpenHashSet();
        for (String urn : new TreeSet<>(starts)) {
            int id = ids.getInt(urn);
            if (id != UNKNOWN && seen.add(id)) {
                queue.add(id);
            }
            if (!visitor.visit(urn, 0)) {
                return;
            }
        }
        int at = 0;
        for (int hops = 1; hops <= maxHops && at < queue.size(); hops++) {
            for (int end = queue.size(); at < end; at++) {
                int node = queue.getInt(at);
                int[] next = edges.of(node);
                for (int i = 0, degree = edges.degree(node); i < degree; i++) {
                    if (seen.add(next[i])) {
                        queue.add(next[i]);
                        if (!visitor.visit(urns.get(next[i]), hops)) {
                            return;
                        }
                    }
                }
            }
        }
    }

    /** Makes {@code wanted} the upstreams of the node and drops placeholders nobody names any more. */
    private void rewire(int id, IntOpenHashSet wanted) {
        int[] before = Arrays.copyOf(up.of(id), up.degree(id));
        boolean changed = before.length != wanted.size();
        for (int upstream : before) {
            if (!wanted.remove(upstream)) {
                up.remove(id, upstream);
                down.remove(upstream, id);
                releaseIfUnused(upstream);
                changed = true;
            }
        }
        int[] added = wanted.toIntArray();
        for (int upstream : added) {
            up.add(id, upstream);
            down.add(upstream, id);
        }
        if (changed || added.length > 0) {
            String urn = urns.get(id);
            listeners.forEach(listener -> listener.accept(urn));
        }
    }

    private void forgetNames(int id) {
        AssetNode before = described.get(id);
        if (before != null) {
            before.aliases().forEach(alias -> byAlias.remove(alias, id));
            before.checks().forEach(check -> byCheck.remove(check.id(), id));
        }
    }

    private int intern(String urn) {
        int known = ids.getInt(urn);
        if (known != UNKNOWN) {
            return known;
        }
        int id;
        if (free.isEmpty()) {
            id = urns.size();
            urns.add(urn);
            described.add(null);
        } else {
            id = free.popInt();
            urns.set(id, urn);
        }
        ids.put(urn, id);
        return id;
    }

    private void releaseIfUnused(int id) {
        if (described.get(id) == null && down.degree(id) == 0) {
            ids.removeInt(urns.get(id));
            urns.set(id, null);
            free.push(id);
        }
    }

    private List<String> neighbours(Adjacency edges, String urn) {
        int id = ids.getInt(urn);
        if (id == UNKNOWN) {
            return List.of();
        }
        int[] next = edges.of(id);
        List<String> names = new ArrayList<>(edges.degree(id));
        for (int i = 0, degree = edges.degree(id); i < degree; i++) {
            names.add(urns.get(next[i]));
        }
        return names;
    }

    private List<String> inOrder(int[] nodes) {
        return Arrays.stream(nodes).mapToObj(urns::get).sorted().toList();
    }
}
