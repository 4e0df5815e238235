package io.headwater.incident.projection;

import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import io.quarkus.vertx.VertxContextSupport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads what the projection is made of, or a share of it, from the start of the log, outside of any group, and writes it
 * to a schema that does not serve yet. What cannot be read is passed over: it became a dead letter when it was live.
 */
final class LogReading implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LogReading.class);
    private static final int BATCH = 2_000;
    private static final List<Topic> TOPICS = List.of(
            Topics.INCIDENT_EVENTS,
            Topics.ASSET_STATUS,
            Topics.NOTIFICATIONS,
            Topics.TICKETS,
            Topics.DECISIONS,
            Topics.PEOPLE,
            Topics.ASSETS);

    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> start;
    private final RecordReader reader;
    private final BatchWriter writer;
    private final BooleanSupplier cancelled;

    /**
     * @param kafka how the broker is reached
     * @param mine which partitions of each topic it reads
     */
    LogReading(
            Map<String, Object> kafka,
            RecordReader reader,
            BatchWriter writer,
            IntPredicate mine,
            BooleanSupplier cancelled) {
        this.reader = reader;
        this.writer = writer;
        this.cancelled = cancelled;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("max.poll.records", BATCH);
        settings.keySet().removeAll(List.of("group.id", "key.deserializer", "value.deserializer"));
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        partitions = TOPICS.stream()
                .flatMap(this::partitions)
                .filter(partition -> mine.test(partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        start = Map.copyOf(consumer.beginningOffsets(partitions));
    }

    private Stream<TopicPartition> partitions(Topic topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()));
    }

    /** Is told how many records are read, of how many. */
    interface Progress {
        void read(long records, long total);
    }

    /** Reads up to where the log ends now. */
    void toTheEnd(Destination destination, Progress progress) {
        Map<String, Long> end = new HashMap<>();
        long total = 0;
        for (Map.Entry<TopicPartition, Long> partition :
                consumer.endOffsets(partitions).entrySet()) {
            end.put(place(partition.getKey()), partition.getValue());
            total += partition.getValue() - start.get(partition.getKey());
        }
        long all = total;
        progress.read(records(), all);
        to(end, destination, () -> progress.read(Math.min(records(), all), all));
    }

    /** Reads at least up to these offsets, by place. */
    void to(Map<String, Long> offsets, Destination destination, Runnable afterEach) {
        while (partitions.stream().anyMatch(p -> consumer.position(p) < offsets.getOrDefault(place(p), 0L))) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the service is shutting down");
            }
            List<Inbound> readable = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                reader.read(record, LogReading::passOver).ifPresent(readable::add);
            }
            write(readable, destination);
            afterEach.run();
        }
    }

    private static void passOver(ConsumerRecord<String, byte[]> record, String reason) {
        LOG.debugf("passed over %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), reason);
    }

    /** The position rather than the last record's offset: behind it may lie only what was compacted away. */
    private void write(List<Inbound> readable, Destination destination) {
        Map<String, Long> next = new HashMap<>();
        partitions.forEach(partition -> next.put(place(partition), consumer.position(partition)));
        RefusedRows.write(
                readable,
                next,
                (batch, offsets) -> attempt(batch, offsets, destination),
                (record, reason) -> LOG.debugf("passed over %s@%d: %s", record.place(), record.offset(), reason));
    }

    private void attempt(List<Inbound> readable, Map<String, Long> next, Destination destination) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> writer.write(readable, next, destination));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("the rebuild cannot write up to " + next, failure);
        }
    }

    private long records() {
        return partitions.stream()
                .mapToLong(partition -> consumer.position(partition) - start.get(partition))
                .sum();
    }

    private static String place(TopicPartition partition) {
        return StoredOffsets.place(partition.topic(), partition.partition());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
