package io.headwater.bench.triage;

import io.headwater.incident.triage.Rows;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Rows in memory. */
final class MemoryRows<V> implements Rows<V> {
    private final TreeMap<String, V> rows = new TreeMap<>();

    @Override
    public Optional<V> get(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public void put(String key, V row) {
        rows.put(key, row);
    }

    @Override
    public void remove(String key) {
        rows.remove(key);
    }

    @Override
    public List<Row<V>> between(String from, String to) {
        return rows.subMap(from, to).entrySet().stream()
                .map(entry -> new Row<>(entry.getKey(), entry.getValue()))
                .toList();
    }

    int size() {
        return rows.size();
    }
}
