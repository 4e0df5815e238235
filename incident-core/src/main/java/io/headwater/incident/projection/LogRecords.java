package io.headwater.incident.projection;

import io.headwater.topics.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Single incident events from the log, whose topic is never deleted, by where they are in it. */
@ApplicationScoped
class LogRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What lies between two wanted records is read over rather than asked for anew. */
    private static final int READ_OVER = 500;

    private final RecordReader reader;
    private final Map<String, Object> kafka;

    @Inject
    LogRecords(RecordReader reader, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.reader = reader;
        this.kafka = kafka;
    }

    /**
     * The records of these events, in the order given. Blocks.
     *
     * @throws IllegalStateException where one is not there, or not within 10 s
     */
    List<Inbound> read(List<EventRow> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        Map<Integer, TreeSet<Long>> wanted = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.logPartition,
                        TreeMap::new,
                        Collectors.mapping(event -> event.logOffset, Collectors.toCollection(TreeSet::new))));
        Map<String, Inbound> read = new HashMap<>();
        try (Consumer<String, byte[]> consumer = consumer()) {
            wanted.forEach((partition, offsets) -> read(consumer, partition, offsets, read));
        }
        List<Inbound> inOrder = new ArrayList<>(events.size());
        for (EventRow event : events) {
            Inbound record = read.get(place(event.logPartition, event.logOffset));
            if (record == null || !record.key().equals(event.incidentKey)) {
                throw new IllegalStateException(
                        "the log does not hold event %d of %s at %s; if the topic was made anew, rebuild the projection"
                                .formatted(
                                        event.version, event.incidentKey, place(event.logPartition, event.logOffset)));
            }
            inOrder.add(record);
        }
        return inOrder;
    }

    private void read(
            Consumer<String, byte[]> consumer, int partition, TreeSet<Long> offsets, Map<String, Inbound> into) {
        TopicPartition place = new TopicPartition(Topics.INCIDENT_EVENTS.name(), partition);
        consumer.assign(Set.of(place));
        consumer.seek(place, offsets.first());
        Long next = offsets.first();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (next != null) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s was not read up to %d within %d s".formatted(place, offsets.last(), PATIENCE.toSeconds()));
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (offsets.contains(record.offset())) {
                    reader.read(record, (unreadable, reason) -> {})
                            .ifPresent(known -> into.put(place(partition, record.offset()), known));
                }
            }
            long position = consumer.position(place);
            next = offsets.ceiling(position);
            if (next != null && next > position + READ_OVER) {
                consumer.seek(place, next);
            }
        }
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "none");
        settings.keySet().removeAll(List.of("group.id", "key.deserializer", "value.deserializer"));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static String place(int partition, long offset) {
        return StoredOffsets.place(Topics.INCIDENT_EVENTS.name(), partition) + "@" + offset;
    }
}
