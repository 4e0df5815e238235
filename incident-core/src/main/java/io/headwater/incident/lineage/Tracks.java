package io.headwater.incident.lineage;

import io.headwater.incident.lineage.Impact.Affected;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Affected assets and how trouble reaches them, kept apart from the graph: nodes and parents by position, so that a path
 * costs nothing until somebody asks for it. First come failing assets that the graph does not know, then those of the walk.
 */
final class Tracks {
    private static final int NOT_REACHED = -1;

    private final List<String> strangers;
    private final Walk walk;
    private final NodeTable.Described described;
    private final Walk rootWalk;
    private final NodeTable.Described rootDescribed;
    /** By position in the walk: position in the root cause's walk; empty where that is not walked. */
    private final int[] fromRoot;

    /** {@code strangers}: failing assets the graph does not know. */
    Tracks(NodeTable nodes, Walk walk, Walk rootWalk, List<String> strangers) {
        this.strangers = strangers;
        this.walk = walk;
        this.described = nodes.described(walk.ascending());
        this.rootWalk = rootWalk;
        this.rootDescribed = nodes.described(rootWalk.ascending());
        this.fromRoot = rootWalk.size() == 0 ? new int[0] : nodes.positions(walk, rootWalk);
    }

    /** Of nothing. */
    static Tracks none() {
        return new Tracks(new NodeTable(), new Walk(0), new Walk(0), List.of());
    }

    int size() {
        return strangers.size() + walk.size();
    }

    String urn(int position) {
        int at = position - strangers.size();
        return at < 0 ? strangers.get(position) : description(at).urn();
    }

    Affected affected(int position) {
        int at = position - strangers.size();
        if (at < 0) {
            String urn = strangers.get(position);
            return new Affected(AssetNode.bare(urn, AssetType.OTHER, List.of()), 0, List.of(urn));
        }
        return new Affected(description(at).node(), walk.depth(at), path(at));
    }

    private Description description(int at) {
        return described.of(walk.node(at));
    }

    private List<String> path(int position) {
        Deque<String> path = new ArrayDeque<>();
        if (position < fromRoot.length && fromRoot[position] != NOT_REACHED) {
            for (int at = fromRoot[position]; at >= 0; at = rootWalk.parent(at)) {
                path.addFirst(rootDescribed.of(rootWalk.node(at)).urn());
            }
        } else {
            for (int at = position; at >= 0; at = walk.parent(at)) {
                path.addFirst(description(at).urn());
            }
        }
        return List.copyOf(path);
    }
}
