package io.headwater.incident.lineage;

import java.util.Arrays;
import java.util.BitSet;

/** The tracks of a breadth-first walk: nodes in the order met, each with its depth and where it was met from. */
final class Walk {
    private static final int EXPECTED = 256;

    /** A bit for each node. */
    private final long[] met;

    private int[] nodes;
    private int[] parents;
    private int[] depths;
    private int size;

    /** A walk of nothing yet, over nodes below that number. */
    Walk(int bound) {
        met = new long[(bound >> 6) + 1];
        nodes = new int[Math.min(bound, EXPECTED)];
        parents = new int[nodes.length];
        depths = new int[nodes.length];
    }

    /** {@code parent}: position of the node it was met from, -1 for a start. False where it was met before. */
    boolean meet(int node, int parent, int depth) {
        int before = size;
        meet(new int[] {node}, 0, 1, parent, depth);
        return size > before;
    }

    /** Meets the nodes of that part of the pool, those met before aside: the inner loop of a walk, on local arrays. */
    void meet(int[] pool, int from, int end, int parent, int depth) {
        if (size + end - from > nodes.length) {
            grow(end - from);
        }
        long[] bits = met;
        int[] queue = nodes;
        int at = size;
        for (int i = from; i < end; i++) {
            int node = pool[i];
            long word = bits[node >> 6];
            long bit = 1L << node;
            if ((word & bit) == 0) {
                bits[node >> 6] = word | bit;
                queue[at] = node;
                parents[at] = parent;
                depths[at] = depth;
                at++;
            }
        }
        size = at;
    }

    private void grow(int more) {
        int length = Math.max(Math.max(EXPECTED, size + more), 2 * size);
        nodes = Arrays.copyOf(nodes, length);
        parents = Arrays.copyOf(parents, length);
        depths = Arrays.copyOf(depths, length);
    }

    /** The nodes met, ascending: many are looked at faster so than in the order met, which jumps about. */
    int[] ascending() {
        return numbers(met(), size);
    }

    /** The nodes met, as they are now. */
    BitSet met() {
        return BitSet.valueOf(met);
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
