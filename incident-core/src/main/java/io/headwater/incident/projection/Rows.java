package io.headwater.incident.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The rows of one table that a batch touches: those there already, and those it adds or removes. */
final class Rows<T> {
    private final Map<String, T> byKey = new HashMap<>();
    private final Map<String, T> added = new HashMap<>();
    private final Map<String, T> removed = new HashMap<>();

    void loaded(String key, T row) {
        byKey.put(key, row);
    }

    T find(String key) {
        return byKey.get(key);
    }

    /** A row that was removed in this batch comes back as it was, since the database would refuse a second of its key. */
    T findOrAdd(String key, Supplier<T> blank) {
        T there = byKey.get(key);
        if (there != null) {
            return there;
        }
        T row = removed.remove(key);
        if (row == null) {
            row = blank.get();
            added.put(key, row);
        }
        byKey.put(key, row);
        return row;
    }

    void remove(String key) {
        T row = byKey.remove(key);
        if (row != null && added.remove(key) == null) {
            removed.put(key, row);
        }
    }

    Collection<T> all() {
        return byKey.values();
    }

    Collection<T> added() {
        return added.values();
    }

    Collection<T> removed() {
        return removed.values();
    }
}
