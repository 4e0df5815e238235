package io.headwater.incident.topology.store;

import io.headwater.schema.ConsumedRun;
import io.headwater.schema.OrderEntry;
import io.headwater.schema.TimerFired;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What a task consumed, in its order. The open run is kept in the task's store before each commit, so that it survives with the
 * offsets it tells of, or not at all; a closed one is an entry for {@code headwater.order.v1}, in the same transaction. One for
 * each task: in between the run lives in memory.
 */
public final class OrderLog {
    /** Name of the store. */
    public static final String STORE = "order";

    /** In place of a workspace, which it cannot be: a task serves many. */
    public static final String NO_WORKSPACE = "_";

    private static final String ROW = "open";

    private final String task;
    private final KeyValueStore<String, OrderRow> store;
    private final Consumer<OrderEntry> entries;
    private OrderRow row;
    private OrderRow saved;

    /**
     * The log of the task whose stores the context knows: the open run is kept before each commit.
     *
     * @param entries takes each entry as it closes
     */
    public OrderLog(ProcessorContext<?, ?> context, Consumer<OrderEntry> entries) {
        this.task = context.taskId().toString();
        this.store = context.getStateStore(STORE);
        this.entries = entries;
        OrderRow kept = store.get(ROW);
        row = kept == null ? OrderRow.START : kept;
        saved = row;
        Stores.beforeCommit(context, this::save);
    }

    private void save() {
        if (row != saved) {
            store.put(ROW, row);
            saved = row;
        }
    }

    /**
     * How far a task's order had got at a commit.
     *
     * @param sequence of the first entry that is not, or not wholly, behind it
     * @param upTo the last offset of that entry's run that is behind it
     */
    public record Position(long sequence, Optional<Long> upTo) {}

    /** How far the order of the context's task has got whenever that is asked, within a commit. */
    public static Supplier<Position> positions(ProcessorContext<?, ?> context) {
        KeyValueStore<String, OrderRow> store = context.getStateStore(STORE);
        return () -> {
            OrderRow kept = store.get(ROW);
            OrderRow row = kept == null ? OrderRow.START : kept;
            return new Position(row.next(), row.isOpen() ? Optional.of(row.to()) : Optional.empty());
        };
    }

    /** Key of a task's entries: {@code _|0_3}. */
    public static String key(String task) {
        return NO_WORKSPACE + "|" + task;
    }

    /** The partition of a task's inputs, from its key. */
    public static int partitionOf(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('_') + 1));
    }

    /** An input was taken up. */
    public void consumed(String topic, int partition, long offset) {
        row = row.isOf(topic, partition)
                ? new OrderRow(row.next(), topic, partition, row.from(), offset)
                : new OrderRow(emitOpen(), topic, partition, offset, offset);
    }

    /** A timer fired between inputs. */
    public void fired(String timer, Instant dueAt) {
        long next = emitOpen();
        entries.accept(new OrderEntry(task, next, new TimerFired(timer, dueAt)));
        row = new OrderRow(next + 1, null, 0, 0, 0);
    }

    /** The sequence of the next entry. */
    public long next() {
        return row.next();
    }

    /** Puts what was consumed so far on record. */
    public void close() {
        if (row.isOpen()) {
            row = new OrderRow(emitOpen(), null, 0, 0, 0);
        }
    }

    /** Emits the open run where there is one; answers the sequence of the entry after it. */
    private long emitOpen() {
        if (!row.isOpen()) {
            return row.next();
        }
        ConsumedRun run = new ConsumedRun(row.topic(), row.partition(), row.from(), row.to());
        entries.accept(new OrderEntry(task, row.next(), run));
        return row.next() + 1;
    }
}
