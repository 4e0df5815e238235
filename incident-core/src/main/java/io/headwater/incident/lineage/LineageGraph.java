package io.headwater.incident.lineage;

import io.headwater.incident.outcome.CheckId;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * The lineage of one workspace: an index over its assets that is kept up to date asset by asset. An upstream that is
 * named but not described is a placeholder; cycles are walked once; an edge from an asset to itself and a second one
 * between the same two are dropped. What it answers depends on the assets in it, never on the order in which they came.
 * For one thread.
 */
public final class LineageGraph {
    private static final int UNKNOWN = NodeTable.UNKNOWN;

    /** Called for each asset of a walk; answers whether to go on. */
    @FunctionalInterface
    public interface Visitor {
        boolean visit(String urn, int hops);
    }

    private final NodeTable nodes = new NodeTable();
    private final NameIndex byAlias = new NameIndex();
    private final NameIndex byCheck = new NameIndex();
    private final Adjacency up = new Adjacency((a, b) -> urn(a).compareTo(urn(b)));
    private final Adjacency down = new Adjacency((a, b) -> urn(a).compareTo(urn(b)));
    private final List<Consumer<String>> listeners = new ArrayList<>();
    private long changes;

    /** Adds the assets or replaces what was known of them; many at once cost less than one by one. */
    public void putAll(Collection<AssetNode> assets) {
        List<String> urns = new ArrayList<>(4 * assets.size());
        for (AssetNode asset : assets) {
            urns.add(asset.urn());
            urns.addAll(asset.upstreams());
        }
        nodes.expect(urns);
        assets.forEach(this::put);
    }

    /** Adds the asset or replaces what was known of it. */
    public void put(AssetNode node) {
        changes++;
        int id = nodes.intern(node.urn());
        forget(id);
        String[] upstreams = node.upstreams().toArray(String[]::new);
        Arrays.sort(upstreams);
        int[] wanted = new int[upstreams.length];
        int size = 0;
        for (String upstream : upstreams) {
            int upId = nodes.intern(upstream);
            if (upId != id && (size == 0 || upId != wanted[size - 1])) {
                wanted[size] = upId;
                upstreams[size++] = urn(upId);
            }
        }
        nodes.describe(id, node, Arrays.copyOf(upstreams, size));
        node.aliases().forEach(alias -> byAlias.add(alias.hashCode(), id));
        node.checks().forEach(check -> byCheck.add(check.id().hashCode(), id));
        rewire(id, Arrays.copyOf(wanted, size));
    }

    /** Ends the asset; where others still name it as an upstream a placeholder stays. */
    public void remove(String urn) {
        changes++;
        int id = nodes.id(urn);
        if (id == UNKNOWN || nodes.get(id).isPlaceholder()) {
            return;
        }
        forget(id);
        rewire(id);
        releaseIfUnused(id);
    }

    /** What is known of the asset; empty for placeholders and strangers. */
    public Optional<AssetNode> asset(String urn) {
        int id = nodes.id(urn);
        return id == UNKNOWN || nodes.get(id).isPlaceholder()
                ? Optional.empty()
                : Optional.of(nodes.get(id).node());
    }

    /** Whether the asset is described, neither a placeholder nor a stranger. */
    public boolean describes(String urn) {
        int id = nodes.id(urn);
        return id != UNKNOWN && !nodes.get(id).isPlaceholder();
    }

    /** Another number after each change of the graph. */
    public long changes() {
        return changes;
    }

    /** Whether the URN is a node: described, or named as an upstream. */
    public boolean contains(String urn) {
        return nodes.id(urn) != UNKNOWN;
    }

    /** The name people know the asset by, else the last part of its URN. */
    public String nameOf(String urn) {
        int id = nodes.id(urn);
        return id == UNKNOWN ? AssetNode.shortName(urn) : nodes.get(id).name();
    }

    /** URN of an alias ({@code kind:value}) or of a node's own URN; of several, the first by URN. */
    public Optional<String> resolve(String aliasOrUrn) {
        return contains(aliasOrUrn)
                ? Optional.of(aliasOrUrn)
                : named(byAlias, aliasOrUrn.hashCode(), node -> nodes.get(node).hasAlias(aliasOrUrn)).stream()
                        .findFirst();
    }

    /** The assets that the check watches, by URN; empty where lineage does not know it. */
    public List<String> assetsOf(CheckId check) {
        return named(byCheck, check.hashCode(), node -> nodes.get(node).watchedBy(check));
    }

    /** Described assets and placeholders. */
    public int size() {
        return nodes.size();
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

    /**
     * As {@link #visitUpstream} from one asset, following columns where lineage knows them: only what feeds {@code columns} of
     * it is visited. The whole asset where none are named.
     */
    public void visitUpstream(String start, Collection<String> columns, int maxHops, Visitor visitor) {
        if (columns.isEmpty()) {
            visit(up, List.of(start), maxHops, visitor);
        } else {
            new ColumnWalk(this, false)
                    .from(Map.of(start, Columns.of(columns)), maxHops, (urn, from, hops) -> visitor.visit(urn, hops));
        }
    }

    /** As {@link #visitDownstream}, only to what the columns of the starts feed. */
    public void visitDownstream(Map<String, Columns> starts, int maxHops, Visitor visitor) {
        if (starts.values().stream().allMatch(Columns::all)) {
            visit(down, starts.keySet(), maxHops, visitor);
        } else {
            new ColumnWalk(this, true).from(starts, maxHops, (urn, from, hops) -> visitor.visit(urn, hops));
        }
    }

    /** Which columns of its upstreams feed which of the asset's own. */
    List<ColumnEdge> columnEdges(String urn) {
        int id = nodes.id(urn);
        return id == UNKNOWN ? List.of() : nodes.get(id).node().columnEdges();
    }

    /** From now on {@code listener} hears the URN of every asset whose upstreams change. */
    public void onRewired(Consumer<String> listener) {
        listeners.add(listener);
    }

    /**
     * Walks everything downstream of the starts (those unknown left out), or until {@code stopAfter} has been met in full.
     */
    Walk walkDownstream(Collection<String> starts, BitSet stopAfter) {
        Walk walk = new Walk(nodes.bound());
        int missing = stopAfter.isEmpty() ? Integer.MAX_VALUE : stopAfter.cardinality();
        for (String urn : new TreeSet<>(starts)) {
            int id = nodes.id(urn);
            if (id != UNKNOWN && walk.meet(id, -1, 0) && missing < Integer.MAX_VALUE) {
                missing -= stopAfter.get(id) ? 1 : 0;
            }
        }
        int at = 0;
        while (at < walk.size() && missing > 0) {
            int met = walk.size();
            down.spread(walk, at, met);
            at = met;
            for (int i = met; i < walk.size() && missing < Integer.MAX_VALUE; i++) {
                missing -= stopAfter.get(walk.node(i)) ? 1 : 0;
            }
        }
        return walk;
    }

    /** As {@link #walkDownstream(Collection, BitSet)} in full, only to what the columns of the starts feed. */
    Walk walkDownstream(Map<String, Columns> starts) {
        if (starts.values().stream().allMatch(Columns::all)) {
            return walkDownstream(starts.keySet(), new BitSet());
        }
        Walk walk = new Walk(nodes.bound());
        Map<String, Integer> positions = new HashMap<>();
        new ColumnWalk(this, true).from(starts, Integer.MAX_VALUE, (urn, from, hops) -> {
            int id = nodes.id(urn);
            if (id != UNKNOWN) {
                positions.put(urn, walk.size());
                walk.meet(id, from == null ? -1 : positions.get(from), hops);
            }
            return true;
        });
        return walk;
    }

    NodeTable nodes() {
        return nodes;
    }

    private void visit(Adjacency edges, Collection<String> starts, int maxHops, Visitor visitor) {
        IntArrayList queue = new IntArrayList();
        IntOpenHashSet seen = new IntOpenHashSet();
        for (String urn : new TreeSet<>(starts)) {
            int id = nodes.id(urn);
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
                int from = edges.sorted(node);
                int[] pool = edges.pool();
                for (int i = from, last = from + edges.degree(node); i < last; i++) {
                    if (seen.add(pool[i])) {
                        queue.add(pool[i]);
                        if (!visitor.visit(urn(pool[i]), hops)) {
                            return;
                        }
                    }
                }
            }
        }
    }

    /** Makes {@code wanted} the upstreams of the node and drops placeholders nobody names any more. */
    private void rewire(int id, int... wanted) {
        int[] before = up.of(id);
        if (Arrays.equals(before, wanted)) {
            return;
        }
        IntOpenHashSet known = new IntOpenHashSet(before);
        IntOpenHashSet kept = before.length == 0 ? known : new IntOpenHashSet(wanted);
        up.replace(id, wanted);
        for (int upstream : wanted) {
            if (!known.contains(upstream)) {
                down.add(upstream, id);
            }
        }
        for (int upstream : before) {
            if (!kept.contains(upstream)) {
                down.remove(upstream, id);
                releaseIfUnused(upstream);
            }
        }
        String urn = urn(id);
        listeners.forEach(listener -> listener.accept(urn));
    }

    /** Makes the node a placeholder, its edges aside. */
    private void forget(int id) {
        if (nodes.get(id).isPlaceholder()) {
            return;
        }
        AssetNode before = nodes.get(id).node();
        before.aliases().forEach(alias -> byAlias.remove(alias.hashCode(), id));
        before.checks().forEach(check -> byCheck.remove(check.id().hashCode(), id));
        nodes.forget(id);
    }

    private void releaseIfUnused(int id) {
        if (nodes.get(id).isPlaceholder() && down.degree(id) == 0) {
            nodes.release(id);
        }
    }

    private String urn(int id) {
        return nodes.get(id).urn();
    }

    private List<String> neighbours(Adjacency edges, String urn) {
        int id = nodes.id(urn);
        return id == UNKNOWN
                ? List.of()
                : Arrays.stream(edges.of(id)).mapToObj(this::urn).toList();
    }

    /** URNs of the nodes that really have the name, in order. */
    private List<String> named(NameIndex index, int hash, IntPredicate has) {
        return index.get(hash)
                .intStream()
                .filter(has)
                .mapToObj(this::urn)
                .sorted()
                .toList();
    }
}
