package io.headwater.incident.lineage;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import java.util.Arrays;

/**
 * Neighbours of each node in one direction, in one array for all: a walk reads memory, not objects. A node's list lies in a
 * block whose length is the next power of two; blocks that become free are linked by length and used again. Lists are
 * brought into canonical order when read.
 */
final class Adjacency {
    private static final int NONE = -1;
    /** Of a span: the list is not in canonical order. The upper half is where the block starts, the rest the degree. */
    private static final long UNSORTED = 1L << 31;

    private static final long DEGREE = UNSORTED - 1;
    private static final int LENGTHS = 31;
    /** As many reads as a processor has under way at once, and some. */
    private static final int BATCH = 32;

    private final IntComparator order;
    private final int[] freeByLength = new int[LENGTHS];
    private long[] spans = new long[16];
    private int[] pool = new int[64];
    private int used;
    private final long[] batch = new long[BATCH];
    /** Written only: without it the compiler would leave the reads of {@link #spread} out. */
    @SuppressWarnings("UnusedVariable")
    private int lastRead;

    Adjacency(IntComparator order) {
        this.order = order;
        Arrays.fill(freeByLength, NONE);
    }

    /** Adds an edge that is not there yet. */
    void add(int node, int neighbour) {
        reserve(node);
        int degree = degree(node);
        int start = start(node);
        if (degree == 0) {
            start = take(0);
        } else if (isPowerOfTwo(degree)) {
            start = move(start, degree);
        }
        pool[start + degree] = neighbour;
        spans[node] = span(start, degree + 1) | (degree > 0 ? UNSORTED : 0);
    }

    /** Gives the node these neighbours and no others. */
    void replace(int node, int... inOrder) {
        reserve(node);
        int degree = degree(node);
        if (degree > 0) {
            release(start(node), power(degree));
        }
        int start = inOrder.length == 0 ? 0 : take(power(inOrder.length));
        System.arraycopy(inOrder, 0, pool, start, inOrder.length);
        spans[node] = span(start, inOrder.length);
    }

    void remove(int node, int neighbour) {
        int degree = degree(node);
        int start = start(node);
        for (int i = start; i < start + degree; i++) {
            if (pool[i] == neighbour) {
                System.arraycopy(pool, i + 1, pool, i, start + degree - 1 - i);
                shrink(start, degree - 1);
                spans[node] = span(start, degree - 1) | (spans[node] & UNSORTED);
                return;
            }
        }
    }

    int degree(int node) {
        return node < spans.length ? (int) (spans[node] & DEGREE) : 0;
    }

    /** Where in {@link #pool} the node's neighbours begin, now in canonical order; nothing is said for a degree of 0. */
    int sorted(int node) {
        if (node >= spans.length) {
            return 0;
        }
        long span = spans[node];
        int start = (int) (span >>> 32);
        if ((span & UNSORTED) != 0) {
            IntArrays.mergeSort(pool, start, start + (int) (span & DEGREE), order);
            spans[node] = span & ~UNSORTED;
        }
        return start;
    }

    /**
     * Meets the neighbours of what the walk met at those positions. A walk spends its time waiting for memory, and for one node
     * after the other if it asks so: here a batch's memory is asked for at once, before any of it is needed.
     */
    void spread(Walk walk, int from, int to) {
        for (int first = from; first < to; first += BATCH) {
            int size = Math.min(BATCH, to - first);
            long all = 0;
            for (int i = 0; i < size; i++) {
                batch[i] = span(walk.node(first + i));
                all |= batch[i];
            }
            if ((all & UNSORTED) != 0) {
                for (int i = 0; i < size; i++) {
                    sorted(walk.node(first + i));
                    batch[i] = span(walk.node(first + i));
                }
            }
            int read = 0;
            for (int i = 0; i < size; i++) {
                read += pool[(int) (batch[i] >>> 32)];
            }
            lastRead = read;
            for (int i = 0; i < size; i++) {
                int start = (int) (batch[i] >>> 32);
                int end = start + (int) (batch[i] & DEGREE);
                walk.meet(pool, start, end, first + i, walk.depth(first + i) + 1);
            }
        }
    }

    private long span(int node) {
        return node < spans.length ? spans[node] : 0;
    }

    /** The lists of all nodes; not to be written to, and another one after {@link #add}. */
    int[] pool() {
        return pool;
    }

    /** A copy, in canonical order. */
    int[] of(int node) {
        int start = sorted(node);
        return Arrays.copyOfRange(pool, start, start + degree(node));
    }

    private int start(int node) {
        return (int) (spans[node] >>> 32);
    }

    private static long span(int start, int degree) {
        return (long) start << 32 | degree;
    }

    private void reserve(int node) {
        if (node >= spans.length) {
            spans = Arrays.copyOf(spans, Math.max(node + 1, spans.length + (spans.length >> 2)));
        }
    }

    /** Of the length of the block that such a list lies in. */
    private static int power(int degree) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(degree - 1);
    }

    private static boolean isPowerOfTwo(int number) {
        return (number & (number - 1)) == 0;
    }

    /** A full block's list in one twice as long. */
    private int move(int start, int length) {
        int power = Integer.numberOfTrailingZeros(length);
        int to = take(power + 1);
        System.arraycopy(pool, start, pool, to, length);
        release(start, power);
        return to;
    }

    /** After a list has become that short, what its block has too much of is free. */
    private void shrink(int start, int degree) {
        if (degree == 0) {
            release(start, 0);
        } else if (isPowerOfTwo(degree)) {
            release(start + degree, Integer.numberOfTrailingZeros(degree));
        }
    }

    /** A block of length 2^power. */
    private int take(int power) {
        int block = freeByLength[power];
        if (block != NONE) {
            freeByLength[power] = pool[block];
            return block;
        }
        int start = used;
        used += 1 << power;
        if (used > pool.length) {
            pool = Arrays.copyOf(pool, Math.max(used, pool.length + (pool.length >> 2)));
        }
        return start;
    }

    private void release(int block, int power) {
        pool[block] = freeByLength[power];
        freeByLength[power] = block;
    }
}
