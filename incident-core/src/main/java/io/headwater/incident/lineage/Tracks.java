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
    private static final Description[] NOBODY = {};
    private static final int NOT_REACHED = -1;

    private final List<String> strangers;
    private final Walk walk;
    private final Description[] affected;
    private final Walk rootWalk;
    private final Description[] rootAffected;
    /** By position in the walk: position in the root cause's walk; empty where that is not walked. */
    private final int[] fromRoot;

    private Tracks(
            List<String> strangers,
            Walk walk,
            Description[] affected,
            Walk rootWalk,
            Description[] rootAffected,
            int... fromRoot) {
        this.strangers = strangers;
        this.walk = walk;
        this.affected = affected;
        this.rootWalk = rootWalk;
        this.rootAffected = rootAffected;
        this.fromRoot = fromRoot;
    }

    /** Of nothing. */
    static Tracks none() {
        return new Tracks(List.of(), new Walk(), NOBODY, new Walk(), NOBODY);
    }

    /** {@code strangers}: failing assets the graph does not know. */
    static Tracks of(NodeTable nodes, Walk walk, Walk rootWalk, List<String> strangers) {
        return new Tracks(
                strangers,
                walk,
                nodes.descriptions(walk),
                rootWalk,
                nodes.descriptions(rootWalk),
                rootWalk.size() == 0 ? new int[0] : nodes.positions(walk, rootWalk));
    }

    int size() {
        return strangers.size() + walk.size();
    }

    String urn(int position) {
        int at = position - strangers.size();
        return at < 0 ? strangers.get(position) : affected[at].urn();
    }

    Affected affected(int position) {
        int at = position - strangers.size();
        if (at < 0) {
            String urn = strangers.get(position);
            return new Affected(AssetNode.bare(urn, AssetType.OTHER, List.of()), 0, List.of(urn));
        }
        return new Affected(affected[at].node(), walk.depth(at), path(at));
    }

    private List<String> path(int position) {
        Deque<String> path = new ArrayDeque<>();
        if (position < fromRoot.length && fromRoot[position] != NOT_REACHED) {
            for (int at = fromRoot[position]; at >= 0; at = rootWalk.parent(at)) {
                path.addFirst(rootAffected[at].urn());
            }
        } else {
            for (int at = position; at >= 0; at = walk.parent(at)) {
                path.addFirst(affected[at].urn());
            }
        }
        return List.copyOf(path);
    }
}
