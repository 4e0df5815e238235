package io.headwater.incident.topology.store;

import io.headwater.incident.packed.Utf8Order;
import io.headwater.incident.triage.Rows;
import io.headwater.topics.RecordKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The rows of one kind of all workspaces of a task. What one input writes is seen by that input and stays when the input is
 * done ({@link #keep}), or not ({@link #forget}): an input that fails half-way leaves no trace. What stays reaches the store
 * before the next commit ({@link #save}), so that a row which many inputs rewrite is written down once.
 */
final class Table<V> {
    /** Rows of which so many are remembered, or twice as many, are some 3 kB each at most. */
    private static final int REMEMBERED = 4_096;

    private static final int MOST_UNSAVED = 20_000;

    private final KeyValueStore<String, V> store;
    private final Map<String, Rows<V>> views = new HashMap<>();
    private final Map<String, Optional<V>> written;
    private final Map<String, Optional<V>> unsaved;
    private final RecentRows<Optional<V>> recent;

    /** Told of each row that stays; empty: it is gone. */
    interface Listener<V> {
        void kept(String key, Optional<V> row);
    }

    private Table(KeyValueStore<String, V> store, int remembered, Supplier<Map<String, Optional<V>>> changes) {
        this.store = store;
        this.recent = new RecentRows<>(remembered);
        this.written = changes.get();
        this.unsaved = changes.get();
    }

    /** Rows that are looked up one by one. */
    static <V> Table<V> single(KeyValueStore<String, V> store) {
        return single(store, REMEMBERED);
    }

    /** The same, of which so many are remembered, or twice as many: of large ones few. */
    static <V> Table<V> single(KeyValueStore<String, V> store, int remembered) {
        return new Table<>(store, remembered, HashMap::new);
    }

    /** Rows that are also read by ranges of their keys. */
    static <V> Table<V> ranged(KeyValueStore<String, V> store) {
        return new Table<>(store, REMEMBERED, () -> new TreeMap<>(Utf8Order.ORDER));
    }

    /** The rows of one workspace, by their keys within it. */
    Rows<V> of(String workspace) {
        return views.computeIfAbsent(workspace, OfWorkspace::new);
    }

    /** What was written since stays. */
    void keep(Listener<V> listener) {
        written.forEach((key, row) -> {
            unsaved.put(key, row);
            listener.kept(key, row);
        });
        written.clear();
        if (unsaved.size() > MOST_UNSAVED) {
            save();
        }
    }

    /** Writes what stayed since to the store. */
    void save() {
        unsaved.forEach((key, row) -> {
            store.put(key, row.orElse(null));
            recent.put(key, row);
        });
        unsaved.clear();
    }

    void keep() {
        keep((key, row) -> {});
    }

    /** Drops what was written since. */
    void forget() {
        written.clear();
    }

    /** What the input has written to the row so far; null: nothing. Empty: it is gone. */
    Optional<V> written(String key) {
        return written.isEmpty() ? null : written.get(key);
    }

    /** Takes the workspace's rows that stay one by one, whatever is written since. */
    void stored(String workspace, Consumer<V> each) {
        save();
        try (KeyValueIterator<String, V> rows = store.prefixScan(RecordKey.of(workspace, ""), new StringSerializer())) {
            rows.forEachRemaining(row -> each.accept(row.value));
        }
    }

    /** Every row of the store, with its whole key. */
    List<Rows.Row<V>> all() {
        return read(store.all());
    }

    private static <V> List<Rows.Row<V>> read(KeyValueIterator<String, V> iterator) {
        List<Rows.Row<V>> rows = new ArrayList<>();
        try (iterator) {
            while (iterator.hasNext()) {
                KeyValue<String, V> next = iterator.next();
                rows.add(new Rows.Row<>(next.key, next.value));
            }
        }
        return rows;
    }

    private final class OfWorkspace implements Rows<V> {
        private final String prefix;

        OfWorkspace(String workspace) {
            this.prefix = RecordKey.of(workspace, "");
        }

        @Override
        public Optional<V> get(String key) {
            String whole = prefix + key;
            Optional<V> row = written(whole);
            if (row == null) {
                row = unsaved.get(whole);
            }
            if (row == null) {
                row = recent.get(whole);
            }
            if (row == null) {
                row = Optional.ofNullable(store.get(whole));
                recent.put(whole, row);
            }
            return row;
        }

        @Override
        public void put(String key, V row) {
            written.put(prefix + key, Optional.of(row));
        }

        @Override
        public void remove(String key) {
            written.put(prefix + key, Optional.empty());
        }

        @Override
        public List<Row<V>> between(String from, String to) {
            if (Utf8Order.ORDER.compare(from, to) >= 0) {
                return List.of();
            }
            TreeMap<String, Optional<V>> rows = rows(store.range(prefix + from, prefix + to));
            rows.putAll(sorted(unsaved).subMap(prefix + from, prefix + to));
            rows.putAll(sorted(written).subMap(prefix + from, prefix + to));
            rows.remove(prefix + to);
            return withoutPrefix(rows);
        }

        @Override
        public List<Row<V>> startingWith(String start) {
            TreeMap<String, Optional<V>> rows = rows(store.prefixScan(prefix + start, new StringSerializer()));
            overlay(rows, sorted(unsaved), prefix + start);
            overlay(rows, sorted(written), prefix + start);
            return withoutPrefix(rows);
        }

        private SortedMap<String, Optional<V>> sorted(Map<String, Optional<V>> changes) {
            if (changes instanceof SortedMap<String, Optional<V>> sorted) {
                return sorted;
            }
            throw new IllegalStateException(
                    "rows of " + store.name() + " are looked up one by one; for ranges it has to be a ranged table");
        }

        private void overlay(TreeMap<String, Optional<V>> rows, SortedMap<String, Optional<V>> newer, String start) {
            for (Map.Entry<String, Optional<V>> row : newer.tailMap(start).entrySet()) {
                if (!row.getKey().startsWith(start)) {
                    return;
                }
                rows.put(row.getKey(), row.getValue());
            }
        }

        private TreeMap<String, Optional<V>> rows(KeyValueIterator<String, V> iterator) {
            TreeMap<String, Optional<V>> rows = new TreeMap<>(Utf8Order.ORDER);
            read(iterator).forEach(row -> rows.put(row.key(), Optional.of(row.value())));
            return rows;
        }

        private List<Row<V>> withoutPrefix(TreeMap<String, Optional<V>> rows) {
            List<Row<V>> kept = new ArrayList<>(rows.size());
            rows.forEach(
                    (key, row) -> row.ifPresent(value -> kept.add(new Row<>(key.substring(prefix.length()), value))));
            return kept;
        }
    }
}
