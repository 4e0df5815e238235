package io.headwater.incident.topology;

import io.headwater.incident.backtest.SideBySide;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.topology.mapping.EventReading;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** One workspace's events as they lie on {@code headwater.incident-events.v1}, read as they are asked for. */
public final class WorkspaceEvents implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RecordFormat format;
    private final String workspace;
    private final TopicPartition partition;
    private final KafkaConsumer<String, byte[]> consumer;
    private final ArrayDeque<ConsumerRecord<String, byte[]>> read = new ArrayDeque<>();

    public WorkspaceEvents(String bootstrap, RecordFormat format, String workspace) {
        this.format = format;
        this.workspace = workspace;
        this.partition =
                new TopicPartition(Topics.INCIDENT_EVENTS.name(), RecordKey.partitionOf(workspace, Topics.PARTITIONS));
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** The offset after the last event, of any workspace of the partition, that is committed now. */
    public long end() {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** Whether an event, by incident and version, is among what a replay began with. */
    @FunctionalInterface
    public interface Before {
        boolean was(String incident, long version);
    }

    /**
     * All that is committed by the time it is reached, but what was before; to be asked for once.
     *
     * @param settled events before that offset follow from what is on record
     */
    public Iterator<SideBySide.Event> events(long settled, Before before) {
        return new Iterator<>() {
            private long end = end();

            @Override
            public boolean hasNext() {
                if (following().isEmpty()) {
                    end = end();
                }
                return following().isPresent();
            }

            private Optional<ConsumerRecord<String, byte[]>> following() {
                Optional<ConsumerRecord<String, byte[]>> next = peek(end);
                while (next.filter(event -> wasBefore(event, before)).isPresent()) {
                    read.poll();
                    next = peek(end);
                }
                return next;
            }

            @Override
            public SideBySide.Event next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                ConsumerRecord<String, byte[]> next = read.poll();
                return new SideBySide.Event(RecordKey.parse(next.key()).id(), next.value(), next.offset() < settled);
            }
        };
    }

    /** The id of an event ends with its version. */
    private static boolean wasBefore(ConsumerRecord<String, byte[]> event, Before before) {
        String id = EventHeaders.get(event.headers(), "ce_id").orElseThrow();
        long version = Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
        return before.was(RecordKey.parse(event.key()).id(), version);
    }

    /** All that is committed now, decoded. */
    public void fold(BiConsumer<IncidentEvent, Optional<Headline>> each) {
        long end = end();
        for (Optional<ConsumerRecord<String, byte[]>> next = peek(end); next.isPresent(); next = peek(end)) {
            read.poll();
            SpecificRecord avro =
                    format.decode(Topics.INCIDENT_EVENTS.name(), next.get().value());
            each.accept(EventReading.toCore(avro), EventReading.headline(avro));
        }
    }

    private Optional<ConsumerRecord<String, byte[]>> peek(long end) {
        long heard = System.nanoTime();
        while (read.isEmpty() && consumer.position(partition) < end) {
            long before = consumer.position(partition);
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.key().startsWith(workspace + "|")) {
                    read.add(record);
                }
            }
            if (consumer.position(partition) > before) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "%s ends at offset %d, and nothing comes after %d".formatted(partition, end, before));
            }
        }
        return Optional.ofNullable(read.peek());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
