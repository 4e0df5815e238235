package io.headwater.incident.topology.store;

import io.headwater.schema.ConsumedRun;
import io.headwater.schema.OrderEntry;
import io.headwater.schema.TimerFired;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What a task consumed, in its order. The open run lives in the task's store, so that it survives with the offsets it
 * tells of, or not at all; a closed one is an entry for {@code headwater.order.v1}, in the same transaction.
 *
 * <p>Holds no state of its own: several of one task over the same store write one log.
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

    /** @param entries takes each entry as it closes */
    public OrderLog(TaskId task, KeyValueStore<String, OrderRow> store, Consumer<OrderEntry> entries) {
        this.task = task.toString();
        this.store = store;
        this.entries = entries;
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
        OrderRow row = row();
        if (row.isOf(topic, partition)) {
            store.put(ROW, new OrderRow(row.next(), topic, partition, row.from(), offset));
        } else {
            long next = emitOpen(row);
            store.put(ROW, new OrderRow(next, topic, partition, offset, offset));
        }
    }

    /** A timer fired between inputs. */
    public void fired(String timer, Instant dueAt) {
        long next = emitOpen(row());
        entries.accept(new OrderEntry(task, next, new TimerFired(timer, dueAt)));
        store.put(ROW, new OrderRow(next + 1, null, 0, 0, 0));
    }

    /** Puts what was consumed so far on record. */
    public void close() {
        OrderRow row = row();
        if (row.isOpen()) {
            store.put(ROW, new OrderRow(emitOpen(row), null, 0, 0, 0));
        }
    }

    private OrderRow row() {
        OrderRow row = store.get(ROW);
        return row == null ? OrderRow.START : row;
    }

    /** Emits the open run where there is one; answers the sequence of the entry after it. */
    private long emitOpen(OrderRow row) {
        if (!row.isOpen()) {
            return row.next();
        }
        ConsumedRun run = new ConsumedRun(row.topic(), row.partition(), row.from(), row.to());
        entries.accept(new OrderEntry(task, row.next(), run));
        return row.next() + 1;
    }
}
