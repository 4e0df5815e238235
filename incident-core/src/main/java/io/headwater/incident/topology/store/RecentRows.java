package io.headwater.incident.topology.store;

import java.util.HashMap;
import java.util.Map;

/**
 * The rows used last, by key. Two generations instead of a list by age: what the older one still has is taken over when it is
 * used, the rest goes with it; so a row that is used again and again costs its look-up and no more.
 */
final class RecentRows<R> {
    private final int most;
    private Map<String, R> young = new HashMap<>();
    private Map<String, R> old = new HashMap<>();

    /** @param most rows of a generation */
    RecentRows(int most) {
        this.most = most;
    }

    /** The row, or null where it is not remembered. */
    R get(String key) {
        R row = young.get(key);
        if (row == null) {
            row = old.get(key);
            if (row != null) {
                put(key, row);
            }
        }
        return row;
    }

    void put(String key, R row) {
        young.put(key, row);
        if (young.size() > most) {
            old = young;
            young = new HashMap<>();
        }
    }
}
