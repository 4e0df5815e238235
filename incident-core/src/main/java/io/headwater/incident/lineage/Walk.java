package io.headwater.incident.lineage;

import it.unimi.dsi.fastutil.ints.IntArrayList;

/** The tracks of a breadth-first walk: nodes in the order met, each with its depth and where it was met from. */
final class Walk {
    private final IntArrayList nodes = new IntArrayList();
    private final IntArrayList parents = new IntArrayList();
    private final IntArrayList depths = new IntArrayList();

    /** {@code parent}: position of the node it was met from, -1 for a start. */
    void add(int node, int parent, int depth) {
        nodes.add(node);
        parents.add(parent);
        depths.add(depth);
    }

    int size() {
        return nodes.size();
    }

    int node(int position) {
        return nodes.getInt(position);
    }

    int parent(int position) {
        return parents.getInt(position);
    }

    int depth(int position) {
        return depths.getInt(position);
    }
}
