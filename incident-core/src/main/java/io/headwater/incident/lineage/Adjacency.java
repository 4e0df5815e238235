package io.headwater.incident.lineage;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import java.util.Arrays;
import java.util.BitSet;

/** Neighbours of each node in one direction: packed integers, brought into canonical order when read. */
final class Adjacency {
    private static final int[] NONE = {};

    private final IntComparator order;
    private final BitSet unsorted = new BitSet();
    private int[][] lists = new int[16][];
    private int[] sizes = new int[16];

    Adjacency(IntComparator order) {
        this.order = order;
    }

    /** Adds an edge that is not there yet. */
    void add(int node, int neighbour) {
        if (node >= lists.length) {
            int length = Math.max(node + 1, lists.length + (lists.length >> 1));
            lists = Arrays.copyOf(lists, length);
            sizes = Arrays.copyOf(sizes, length);
        }
        int size = sizes[node];
        int[] list = lists[node];
        if (list == null) {
            list = new int[1];
        } else if (size == list.length) {
            list = Arrays.copyOf(list, size < 4 ? size + 1 : size + (size >> 1));
        }
        list[size] = neighbour;
        lists[node] = list;
        sizes[node] = size + 1;
        if (size > 0) {
            unsorted.set(node);
        }
    }

    void remove(int node, int neighbour) {
        int[] list = lists[node];
        int size = sizes[node];
        for (int i = 0; i < size; i++) {
            if (list[i] == neighbour) {
                System.arraycopy(list, i + 1, list, i, size - i - 1);
                sizes[node] = size - 1;
                if (size == 1) {
                    lists[node] = null;
                }
                return;
            }
        }
    }

    int degree(int node) {
        return node < sizes.length ? sizes[node] : 0;
    }

    /** The first {@link #degree} entries are the neighbours in canonical order; not to be written to. */
    int[] of(int node) {
        if (degree(node) == 0) {
            return NONE;
        }
        if (unsorted.get(node)) {
            IntArrays.mergeSort(lists[node], 0, sizes[node], order);
            unsorted.clear(node);
        }
        return lists[node];
    }
}
