package io.headwater.incident.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed on one partition, once, from its beginning or a later place on. */
final class PartitionTail implements AutoCloseable {
    /** Offsets that are sooner read than sought: seeking throws away what was fetched ahead. */
    private static final long FAR = 10_000;

    private final String bootstrap;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();
    private long latest = -1;
    private long unread;

    PartitionTail(String bootstrap, String topic, int partition) {
        this.bootstrap = bootstrap;
        this.partition = new TopicPartition(topic, partition);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(this.partition));
        consumer.seekToBeginning(List.of(this.partition));
    }

    /** All up to what is its end now. */
    void toEnd(Duration patience, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        take(0, end() - 1, patience, each);
    }

    /** The first offset that the topic still has. */
    long begin() {
        return consumer.beginningOffsets(List.of(partition)).get(partition);
    }

    /** The offset after the last that is committed now. */
    long end() {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** The first offset of a record that is as late as that or later; the end where there is none. */
    long at(Instant time) {
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(partition, time.toEpochMilli())).get(partition);
        return found == null ? end() : found.offset();
    }

    /**
     * The records from one offset to another, both included; what lies before is passed over.
     *
     * @param patience how long nothing may come
     */
    void take(long from, long to, Duration patience, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        for (Optional<ConsumerRecord<byte[], byte[]>> next = peek(from, to, patience);
                next.isPresent();
                next = peek(from, to, patience)) {
            each.accept(poll());
        }
    }

    /** The first record that is left from one offset to another, both included; it stays until {@link #poll}. */
    Optional<ConsumerRecord<byte[], byte[]>> peek(long from, long to, Duration patience) {
        skipTo(from);
        long heard = System.nanoTime();
        while (read.isEmpty() && consumer.position(partition) <= to) {
            long before = consumer.position(partition);
            consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            drop(from);
            if (consumer.position(partition) > before) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > patience.toNanos()) {
                throw new IllegalStateException("%s has nothing at offset %d though the log of the order names %d"
                        .formatted(partition, before, to));
            }
        }
        return Optional.ofNullable(read.peek()).filter(next -> next.offset() <= to);
    }

    /** Takes the record that {@link #peek} showed. */
    ConsumerRecord<byte[], byte[]> poll() {
        return read.remove();
    }

    private void skipTo(long from) {
        drop(from);
        if (read.isEmpty() && consumer.position(partition) + FAR < from) {
            consumer.seek(partition, from);
            unread = from;
        }
    }

    private void drop(long before) {
        while (!read.isEmpty() && read.peek().offset() < before) {
            arrival(read.remove());
        }
    }

    /** When the record arrived, as the topology takes it; to be asked once for each record, in order. */
    long arrival(ConsumerRecord<byte[], byte[]> record) {
        if (record.timestamp() < 0 && unread > 0) {
            // It arrived with what came before it, which was passed over.
            try (PartitionTail before = new PartitionTail(bootstrap, partition.topic(), partition.partition())) {
                long end = unread;
                unread = 0;
                before.take(0, end - 1, Duration.ofSeconds(30), passed -> arrival(passed));
            }
        }
        long arrival = ArrivalTime.of(record, latest);
        latest = Math.max(latest, arrival);
        return arrival;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
