package io.headwater.incident.lineage;

import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import java.util.Arrays;

/** Which nodes go by a name; nearly always one, so a list of them is a bare array. */
final class NameIndex<K> {
    private static final int[] NONE = {};

    private final Object2ObjectOpenHashMap<K, int[]> nodes = new Object2ObjectOpenHashMap<>();

    void add(K name, int node) {
        int[] before = nodes.get(name);
        if (before == null) {
            nodes.put(name, new int[] {node});
        } else if (indexOf(before, node) < 0) {
            int[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = node;
            nodes.put(name, after);
        }
    }

    void remove(K name, int node) {
        int[] before = nodes.get(name);
        int at = before == null ? -1 : indexOf(before, node);
        if (at < 0) {
            return;
        }
        if (before.length == 1) {
            nodes.remove(name);
            return;
        }
        int[] after = new int[before.length - 1];
        System.arraycopy(before, 0, after, 0, at);
        System.arraycopy(before, at + 1, after, at, after.length - at);
        nodes.put(name, after);
    }

    /** Nodes of that name in no particular order; not to be written to. */
    int[] get(K name) {
        int[] found = nodes.get(name);
        return found == null ? NONE : found;
    }

    private static int indexOf(int[] list, int node) {
        for (int i = 0; i < list.length; i++) {
            if (list[i] == node) {
                return i;
            }
        }
        return -1;
    }
}
