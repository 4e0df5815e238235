package io.headwater.incident.lineage;

import java.util.Arrays;

/** The tracks of a breadth-first walk: nodes in the order met, each with its depth and where it was met from. */
final class Walk {
    private int[] nodes;
    private int[] parents;
    private int[] depths;
    private int size;

    /** A walk of nothing. */
    Walk() {
        this(0);
    }

    /** @param expected of nodes; more are welcome */
    Walk(int expected) {
        nodes = new int[expected];
        parents = new int[expected];
        depths = new int[expected];
    }

    /** {@code parent}: position of the node it was met from, -1 for a start. */
    void add(int node, int parent, int depth) {
        if (size == nodes.length) {
            int length = Math.max(64, 2 * size);
            nodes = Arrays.copyOf(nodes, length);
            parents = Arrays.copyOf(parents, length);
            depths = Arrays.copyOf(depths, length);
        }
        nodes[size] = node;
        parents[size] = parent;
        depths[size] = depth;
        size++;
    }

    int size() {
        return size;
    }

    int node(int position) {
        return nodes[position];
    }

    int parent(int position) {
        return parents[position];
    }

    int depth(int position) {
        return depths[position];
    }
}
