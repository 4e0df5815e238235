package io.headwater.incident.triage;

import java.util.List;
import java.util.Optional;

/**
 * Rows of one kind of one workspace, by key, in the order of the keys' UTF-8 bytes. Rows are immutable records of strings,
 * numbers, enums, instants, optionals, and lists and sorted maps of such. Keys may hold U+0000 as a separator.
 */
public interface Rows<V> {
    Optional<V> get(String key);

    void put(String key, V row);

    /** Nothing happens where there is none. */
    void remove(String key);

    /** Rows with keys in {@code [from, to)}, in their order. */
    List<Row<V>> between(String from, String to);

    /** Rows whose keys begin so, in their order. */
    default List<Row<V>> startingWith(String prefix) {
        return between(prefix, prefix + Character.MAX_VALUE);
    }

    /** A row and its key. */
    record Row<V>(String key, V value) {}
}
