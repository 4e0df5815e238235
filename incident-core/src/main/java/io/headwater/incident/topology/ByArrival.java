package io.headwater.incident.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of several topics of which no order is on record: by timestamp, topic, partition, offset (design, section 6). Of
 * a partition none comes before the one ahead of it: for that the latest timestamp so far counts.
 */
final class ByArrival {
    private final Map<String, PartitionTail> tails;
    private final Duration patience;

    /** Offsets, both included. */
    record Range(long from, long to) {}

    /** Takes each record with when it arrived, ms UTC. */
    @FunctionalInterface
    interface Taker {
        void take(ConsumerRecord<byte[], byte[]> record, long arrival);
    }

    private record Head(ConsumerRecord<byte[], byte[]> record, long arrival, long latest) {}

    private static final Comparator<Head> ORDER = Comparator.comparingLong(Head::latest)
            .thenComparing(head -> head.record().topic())
            .thenComparing(head -> head.record().offset());

    /**
     * @param tails by topic, all of the same partition
     * @param patience how long nothing may come of one
     */
    ByArrival(Map<String, PartitionTail> tails, Duration patience) {
        this.tails = tails;
        this.patience = patience;
    }

    /** Hands over what lies in the ranges and arrived by then. */
    void take(Map<String, Range> ranges, Instant upTo, Taker each) {
        PriorityQueue<Head> heads = new PriorityQueue<>(ORDER);
        Map<String, Long> latest = new HashMap<>();
        ranges.forEach((topic, range) -> next(topic, range, latest).ifPresent(heads::add));
        while (!heads.isEmpty()) {
            Head head = heads.remove();
            String topic = head.record().topic();
            if (!Instant.ofEpochMilli(head.arrival()).isAfter(upTo)) {
                each.take(head.record(), head.arrival());
            }
            next(topic, ranges.get(topic), latest).ifPresent(heads::add);
        }
    }

    private Optional<Head> next(String topic, Range range, Map<String, Long> latest) {
        PartitionTail tail = tails.get(topic);
        return tail.peek(range.from(), range.to(), patience).map(shown -> {
            ConsumerRecord<byte[], byte[]> record = tail.poll();
            long arrival = tail.arrival(record);
            return new Head(record, arrival, latest.merge(topic, arrival, Math::max));
        });
    }
}
