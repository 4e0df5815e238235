package io.headwater.incident.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The rows of one table that a batch touches: those there already, and those it adds or removes. */
final class Rows<T> {
    private final Map<String, T> byKey = new HashMap<>();
    private final Map<String, T> added = new HashMap<>();
    private final List<T> removed = new ArrayList<>();

    void loaded(String key, T row) {
        byKey.put(key, row);
    }

    T find(String key) {
        return byKey.get(key);
    }

    T findOrAdd(String key, Supplier<T> blank) {
        T there = byKey.get(key);
        if (there != null) {
            return there;
        }
        T row = blank.get();
        byKey.put(key, row);
        added.put(key, row);
        return row;
    }

    void remove(String key) {
        T row = byKey.remove(key);
        if (row != null && added.remove(key) == null) {
            removed.add(row);
        }
    }

    Collection<T> all() {
        return byKey.values();
    }

    Collection<T> added() {
        return added.values();
    }

    List<T> removed() {
        return removed;
    }
}
