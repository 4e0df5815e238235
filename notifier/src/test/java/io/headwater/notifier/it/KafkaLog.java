package io.headwater.notifier.it;

import io.headwater.topics.EventHeaders;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.WorkspacePartitioner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The rest of Headwater as far as the log shows it: writes to the real topics and reads them. */
final class KafkaLog implements AutoCloseable {
    private final String broker;
    private final RecordCodec codec;
    private final Outbound outbound;
    private final KafkaProducer<String, byte[]> producer;

    KafkaLog(String broker, String registry) {
        this.broker = broker;
        this.codec = RecordCodec.connect(registry);
        this.outbound = new Outbound(codec, "test");
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "partitioner.class", WorkspacePartitioner.class.getName()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Writes the records in order and returns once the broker has them all. */
    void write(Topic topic, String workspace, String id, List<? extends SpecificRecord> values) {
        values.forEach(value -> write(record(topic, workspace, id, value)));
    }

    /** As incident-core encodes it, which says what it is told: U+0000 too. */
    private ProducerRecord<String, byte[]> record(Topic topic, String workspace, String id, SpecificRecord value) {
        Headers headers = EventHeaders.of(value.getSchema(), "test-" + id, "test", Instant.now(), workspace);
        return new ProducerRecord<>(
                topic.name(), null, null, RecordKey.of(workspace, id), codec.encode(topic, value), headers);
    }

    /** Writes a tombstone. */
    void end(Topic topic, String workspace, String id) {
        write(outbound.tombstone(topic, workspace, id, "end-" + id, Instant.now()));
    }

    /** Writes bytes that are no record. */
    void write(Topic topic, String workspace, String id, byte[] bytes) {
        write(new ProducerRecord<>(topic.name(), RecordKey.of(workspace, id), bytes));
    }

    private void write(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("the broker refused " + record, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Every record of a workspace that a topic holds now, in order. */
    <T extends SpecificRecord> List<T> read(Topic topic, String workspace, Class<T> type) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            int partitions = consumer.partitionsFor(topic.name()).size();
            List<TopicPartition> its =
                    List.of(new TopicPartition(topic.name(), RecordKey.partitionOf(workspace, partitions)));
            consumer.assign(its);
            consumer.seekToBeginning(its);
            long end = consumer.endOffsets(its).get(its.get(0));
            List<T> found = new ArrayList<>();
            while (consumer.position(its.get(0)) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (RecordKey.parse(record.key()).workspace().equals(workspace) && record.value() != null) {
                        found.add(type.cast(codec.decode(topic.name(), record.value())));
                    }
                });
            }
            return found;
        }
    }

    @Override
    public void close() {
        producer.close();
        codec.close();
    }
}
