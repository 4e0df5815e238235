package io.headwater.incident.lineage;

import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.function.IntPredicate;

/**
 * Which nodes may go by a name: by the name's hash, without the names, which the nodes hold themselves. Whoever asks looks
 * whether a node that is found really has the name.
 */
final class NameIndex {
    /** Hash above, node + 1 below; 0 is a free slot. */
    private long[] slots = new long[64];

    private int size;

    /** Nothing happens where the node goes by a name of that hash already. */
    void add(int hash, int node) {
        if (4 * (size + 1) > 3 * slots.length) {
            grow();
        }
        size += insert(slots, entry(hash, node)) ? 1 : 0;
    }

    /** Nothing happens where it does not. */
    void remove(int hash, int node) {
        long gone = entry(hash, node);
        int mask = slots.length - 1;
        int at = home(hash, mask);
        while (slots[at] != gone) {
            if (slots[at] == 0) {
                return;
            }
            at = at + 1 & mask;
        }
        size--;
        closeGap(at, mask);
    }

    /** Nodes with a name of that hash, in no particular order. */
    IntArrayList get(int hash) {
        IntArrayList nodes = new IntArrayList(2);
        int mask = slots.length - 1;
        for (int at = home(hash, mask); slots[at] != 0; at = at + 1 & mask) {
            if ((int) (slots[at] >>> 32) == hash) {
                nodes.add((int) slots[at] - 1);
            }
        }
        return nodes;
    }

    /** The first node with a name of that hash that really has the name; -1 where there is none. */
    int first(int hash, IntPredicate has) {
        int mask = slots.length - 1;
        for (int at = home(hash, mask); slots[at] != 0; at = at + 1 & mask) {
            if ((int) (slots[at] >>> 32) == hash && has.test((int) slots[at] - 1)) {
                return (int) slots[at] - 1;
            }
        }
        return -1;
    }

    /** The node that is looked at first for a name of that hash; -1 where there is none. */
    int nearest(int hash) {
        return (int) slots[home(hash, slots.length - 1)] - 1;
    }

    int size() {
        return size;
    }

    private static long entry(int hash, int node) {
        return (long) hash << 32 | (node + 1);
    }

    private static int home(int hash, int mask) {
        return HashCommon.mix(hash) & mask;
    }

    private static boolean insert(long[] slots, long entry) {
        int mask = slots.length - 1;
        int at = home((int) (entry >>> 32), mask);
        while (slots[at] != 0) {
            if (slots[at] == entry) {
                return false;
            }
            at = at + 1 & mask;
        }
        slots[at] = entry;
        return true;
    }

    /** Moves up what a search would no longer find beyond the free slot. */
    private void closeGap(int freed, int mask) {
        int gap = freed;
        for (int at = gap + 1 & mask; slots[at] != 0; at = at + 1 & mask) {
            int home = home((int) (slots[at] >>> 32), mask);
            if ((at - home & mask) >= (at - gap & mask)) {
                slots[gap] = slots[at];
                gap = at;
            }
        }
        slots[gap] = 0;
    }

    private void grow() {
        long[] larger = new long[2 * slots.length];
        for (long entry : slots) {
            if (entry != 0) {
                insert(larger, entry);
            }
        }
        slots = larger;
    }
}
