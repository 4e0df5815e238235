package io.headwater.incident.lineage;

import java.util.Arrays;
import java.util.BitSet;

/** The tracks of a breadth-first walk: nodes in the order met, each with its depth and where it was met from. */
final class Walk {
    private static final int EXPECTED = 256;

    private final BitSet met;
    private int[] nodes;
    private int[] parents;
    private int[] depths;
    private int size;

    /** A walk of nothing yet, over nodes below that number. */
    Walk(int bound) {
        met = new BitSet(bound);
        nodes = new int[Math.min(bound, EXPECTED)];
        parents = new int[nodes.length];
        depths = new int[nodes.length];
    }

    /** {@code parent}: position of the node it was met from, -1 for a start. False where it was met before. */
    boolean meet(int node, int parent, int depth) {
        if (met.get(node)) {
            return false;
        }
        met.set(node);
        if (size == nodes.length) {
            grow();
        }
        nodes[size] = node;
        parents[size] = parent;
        depths[size] = depth;
        size++;
        return true;
    }

    private void grow() {
        int length = Math.max(EXPECTED, 4 * size);
        nodes = Arrays.copyOf(nodes, length);
        parents = Arrays.copyOf(parents, length);
        depths = Arrays.copyOf(depths, length);
    }

    /** The nodes met, ascending: many are looked at faster so than in the order met, which jumps about. */
    int[] ascending() {
        return numbers(met, size);
    }

    BitSet met() {
        return met;
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

    private static int[] numbers(BitSet set, int size) {
        int[] numbers = new int[size];
        int at = 0;
        for (int number = set.nextSetBit(0); number >= 0; number = set.nextSetBit(number + 1)) {
            numbers[at++] = number;
        }
        return numbers;
    }
}
