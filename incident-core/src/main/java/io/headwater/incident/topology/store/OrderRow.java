package io.headwater.incident.topology.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How far a task's order is on record, and the run of input that is still open.
 *
 * @param next sequence of the next entry
 * @param topic of the open run; null where none is open
 * @param from first offset of the open run
 * @param to last offset of it so far
 */
record OrderRow(long next, String topic, int partition, long from, long to) {
    static final OrderRow START = new OrderRow(0, null, 0, 0, 0);

    /** The first byte of a packed row; one of an earlier release begins otherwise. */
    static final byte FORM = 1;

    private static final int NUMBERS = 1 + 3 * Long.BYTES + Integer.BYTES;

    /** Every input rewrites the row of its task: it is packed. */
    byte[] pack() {
        byte[] name = isOpen() ? topic.getBytes(StandardCharsets.UTF_8) : new byte[0];
        return ByteBuffer.allocate(NUMBERS + name.length)
                .put(FORM)
                .putLong(next)
                .putLong(from)
                .putLong(to)
                .putInt(partition)
                .put(name)
                .array();
    }

    static OrderRow unpack(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        long next = buffer.getLong();
        long from = buffer.getLong();
        long to = buffer.getLong();
        int partition = buffer.getInt();
        String topic = new String(bytes, NUMBERS, bytes.length - NUMBERS, StandardCharsets.UTF_8);
        return new OrderRow(next, topic.isEmpty() ? null : topic, partition, from, to);
    }

    boolean isOpen() {
        return topic != null;
    }

    boolean isOf(String otherTopic, int otherPartition) {
        return isOpen() && topic.equals(otherTopic) && partition == otherPartition;
    }
}
