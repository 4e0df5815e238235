package io.headwater.incident.topology.store;

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

    boolean isOpen() {
        return topic != null;
    }

    boolean isOf(String otherTopic, int otherPartition) {
        return isOpen() && topic.equals(otherTopic) && partition == otherPartition;
    }
}
