package io.headwater.incident.topology.store;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * All that a task's engines keep, as it stood at one moment; read in peace while the task goes on. What makes it so is
 * that an iterator of RocksDB sees the store as it was when the iterator was made (RocksDB wiki, <i>Iterator</i>). Store by
 * store, workspace by workspace.
 */
public final class StandingRows implements AutoCloseable {
    private final ArrayDeque<Standing<?>> stores = new ArrayDeque<>();

    private record Standing<V>(String store, Serde<V> format, KeyValueIterator<String, V> rows) {
        StoredRow next() {
            KeyValue<String, V> next = rows.next();
            return StoredRow.of(store, next.key, format.serializer().serialize(store, next.value));
        }
    }

    private StandingRows(Map<String, KeyValueStore<String, ?>> kept) {
        Stores.ROWS.forEach((name, format) -> stores.add(standing(name, format, kept.get(name))));
    }

    /**
     * How the context's task stands whenever that is asked: by its own thread, while nothing is unsaved. That thread is to
     * read the rows too.
     */
    public static Supplier<StandingRows> of(ProcessorContext<?, ?> context) {
        Map<String, KeyValueStore<String, ?>> kept = new HashMap<>();
        Stores.ROWS.keySet().forEach(name -> kept.put(name, context.getStateStore(name)));
        return () -> new StandingRows(kept);
    }

    private static <V> Standing<V> standing(String name, Serde<V> format, KeyValueStore<String, ?> store) {
        @SuppressWarnings("unchecked") // each name has one type of row: Stores.ROWS
        KeyValueStore<String, V> typed = (KeyValueStore<String, V>) store;
        return new Standing<>(name, format, typed.all());
    }

    /** The next row; empty when all were read. */
    public Optional<StoredRow> next() {
        while (!stores.isEmpty() && !stores.peek().rows().hasNext()) {
            stores.poll().rows().close();
        }
        return Optional.ofNullable(stores.peek()).map(Standing::next);
    }

    @Override
    public void close() {
        stores.forEach(standing -> standing.rows().close());
        stores.clear();
    }
}
