package io.headwater.incident.triage;

import io.headwater.incident.packed.Utf8Order;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Rows in memory, in the stores' order; how each write is undone goes to the journal. */
public final class MemoryRows<V> implements Rows<V> {
    final TreeMap<String, V> rows = new TreeMap<>(Utf8Order.ORDER);
    private final Consumer<Runnable> journal;

    MemoryRows(Consumer<Runnable> journal) {
        this.journal = journal;
    }

    @Override
    public Optional<V> get(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public void put(String key, V row) {
        undoTo(key, rows.put(key, row));
    }

    @Override
    public void remove(String key) {
        V before = rows.remove(key);
        if (before != null) {
            undoTo(key, before);
        }
    }

    @Override
    public List<Row<V>> between(String from, String to) {
        if (Utf8Order.ORDER.compare(from, to) >= 0) {
            return List.of();
        }
        return rows.subMap(from, to).entrySet().stream()
                .map(entry -> new Row<>(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void undoTo(String key, V before) {
        journal.accept(before == null ? () -> rows.remove(key) : () -> rows.put(key, before));
    }
}
