package io.headwater.incident.topology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed on one partition, once, from its beginning on. */
final class PartitionTail implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();
    private long latest = -1;

    PartitionTail(String bootstrap, String topic, int partition) {
        this.partition = new TopicPartition(topic, partition);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
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

    /**
     * The records from one offset to another, both included; what lies before is passed over.
     *
     * @param patience how long nothing may come
     */
    void take(long from, long to, Duration patience, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long heard = System.nanoTime();
        while (read.isEmpty() ? consumer.position(partition) <= to : read.peek().offset() <= to) {
            if (read.isEmpty()) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
                if (!read.isEmpty()) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > patience.toNanos()) {
                    throw new IllegalStateException("%s has nothing at offset %d though the log of the order names %d"
                            .formatted(partition, consumer.position(partition), to));
                }
            } else {
                ConsumerRecord<byte[], byte[]> next = read.poll();
                if (next.offset() >= from) {
                    each.accept(next);
                }
            }
        }
    }

    /** When the record arrived, as the topology takes it; to be asked once for each record, in order. */
    long arrival(ConsumerRecord<byte[], byte[]> record) {
        long arrival = ArrivalTime.of(record, latest);
        latest = Math.max(latest, arrival);
        return arrival;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
