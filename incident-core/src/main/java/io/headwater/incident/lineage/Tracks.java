package io.headwater.incident.lineage;

import io.headwater.incident.lineage.Impact.Affected;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Affected assets and how trouble reaches them, kept apart from the graph: nodes and parents by position, so that a path
 * costs nothing until somebody asks for it.
 */
final class Tracks {
    private static final int NOT_REACHED = -1;

    private final List<AssetNode> affected = new ArrayList<>();
    private final int[] depths;
    private final int[] parents;
    /** By position in {@code affected}: position in the root cause's walk. */
    private final int[] fromRoot;

    private final String[] rootUrns;
    private final int[] rootParents;

    Tracks() {
        this(new int[0], new int[0], new int[0], new String[0], new int[0]);
    }

    private Tracks(int[] depths, int[] parents, int[] fromRoot, String[] rootUrns, int[] rootParents) {
        this.depths = depths;
        this.parents = parents;
        this.fromRoot = fromRoot;
        this.rootUrns = rootUrns;
        this.rootParents = rootParents;
    }

    /** {@code strangers}: failing assets the graph does not know. */
    static Tracks of(LineageGraph graph, Walk walk, Walk rootWalk, List<String> strangers) {
        int size = walk.size() + strangers.size();
        Tracks tracks = new Tracks(
                new int[size], new int[size], new int[size], new String[rootWalk.size()], new int[rootWalk.size()]);
        Int2IntOpenHashMap rootPositions = new Int2IntOpenHashMap(rootWalk.size());
        rootPositions.defaultReturnValue(NOT_REACHED);
        for (int i = 0; i < rootWalk.size(); i++) {
            rootPositions.put(rootWalk.node(i), i);
            tracks.rootUrns[i] = graph.urn(rootWalk.node(i));
            tracks.rootParents[i] = rootWalk.parent(i);
        }
        for (String urn : strangers) {
            tracks.add(AssetNode.bare(urn, AssetType.OTHER, List.of()), 0, NOT_REACHED, NOT_REACHED);
        }
        for (int i = 0; i < walk.size(); i++) {
            int parent = walk.parent(i) < 0 ? NOT_REACHED : walk.parent(i) + strangers.size();
            tracks.add(graph.node(walk.node(i)), walk.depth(i), parent, rootPositions.get(walk.node(i)));
        }
        return tracks;
    }

    int size() {
        return affected.size();
    }

    AssetNode node(int position) {
        return affected.get(position);
    }

    Affected affected(int position) {
        return new Affected(affected.get(position), depths[position], path(position));
    }

    private void add(AssetNode node, int depth, int parent, int rootPosition) {
        int position = affected.size();
        affected.add(node);
        depths[position] = depth;
        parents[position] = parent;
        fromRoot[position] = rootPosition;
    }

    private List<String> path(int position) {
        Deque<String> path = new ArrayDeque<>();
        if (fromRoot[position] != NOT_REACHED) {
            for (int at = fromRoot[position]; at >= 0; at = rootParents[at]) {
                path.addFirst(rootUrns[at]);
            }
        } else {
            for (int at = position; at >= 0; at = parents[at]) {
                path.addFirst(affected.get(at).urn());
            }
        }
        return List.copyOf(path);
    }
}
