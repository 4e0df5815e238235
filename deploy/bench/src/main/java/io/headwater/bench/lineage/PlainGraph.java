package io.headwater.bench.lineage;

import java.util.Arrays;

/** The baseline: downstream edges as compressed rows in two int arrays, and breadth first over them. */
final class PlainGraph {
    private final int[] offsets;
    private final int[] targets;
    /** Kept between walks, so that the baseline pays for no memory. */
    private final long[] seen;

    private final int[] queue;

    private PlainGraph(int[] offsets, int[] targets) {
        this.offsets = offsets;
        this.targets = targets;
        this.seen = new long[(offsets.length >> 6) + 1];
        this.queue = new int[offsets.length];
    }

    /** Node numbers are places in {@code arrivals}. */
    static PlainGraph of(SampleWarehouse warehouse, int[] arrivals) {
        int[] nodeOf = new int[arrivals.length];
        for (int i = 0; i < arrivals.length; i++) {
            nodeOf[arrivals[i]] = i;
        }
        int[] offsets = new int[arrivals.length + 1];
        for (int asset : arrivals) {
            warehouse.upstreams(asset).forEach(upstream -> offsets[nodeOf[upstream] + 1]++);
        }
        for (int i = 0; i < arrivals.length; i++) {
            offsets[i + 1] += offsets[i];
        }
        int[] next = offsets.clone();
        int[] targets = new int[offsets[arrivals.length]];
        for (int asset : arrivals) {
            warehouse.upstreams(asset).forEach(upstream -> targets[next[nodeOf[upstream]]++] = nodeOf[asset]);
        }
        return new PlainGraph(offsets, targets);
    }

    int edges() {
        return targets.length;
    }

    /** How many nodes lie downstream of the start, itself included. */
    int reachable(int start) {
        Arrays.fill(seen, 0);
        int size = 1;
        queue[0] = start;
        seen[start >> 6] |= 1L << start;
        for (int at = 0; at < size; at++) {
            int node = queue[at];
            for (int i = offsets[node]; i < offsets[node + 1]; i++) {
                int child = targets[i];
                long bit = 1L << child;
                if ((seen[child >> 6] & bit) == 0) {
                    seen[child >> 6] |= bit;
                    queue[size++] = child;
                }
            }
        }
        return size;
    }
}
