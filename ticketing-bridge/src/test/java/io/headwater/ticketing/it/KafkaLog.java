package io.headwater.ticketing.it;

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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other parts of Headwater as far as the log shows them: writes to the real topics and reads them. */
public final class KafkaLog implements AutoCloseable {
    private final String broker;
    private final RecordCodec codec;
    private final Outbound outbound;
    private final KafkaProducer<String, byte[]> producer;

    public KafkaLog(String broker, String registry) {
        this.broker = broker;
        this.codec = RecordCodec.connect(registry);
        this.outbound = new Outbound(codec, "test");
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker, "partitioner.class", WorkspacePartitioner.class.getName(), "acks", "all");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes the records in order and returns once the broker has them all. */
    public void write(Topic topic, String workspace, String id, List<? extends SpecificRecord> values) {
        values.forEach(value -> write(record(topic, workspace, id, value)));
    }

    /** Writes a tombstone. */
    public void end(Topic topic, String workspace, String id) {
        write(outbound.tombstone(topic, workspace, id, "end-" + id, Instant.now()));
    }

    public void write(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("the broker refused " + record, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public ProducerRecord<String, byte[]> record(Topic topic, String workspace, String id, SpecificRecord value) {
        // As incident-core encodes it, which says what it is told: U+0000 too.
        Headers headers = EventHeaders.of(value.getSchema(), "test-" + id, "test", Instant.now(), workspace);
        return new ProducerRecord<>(
                topic.name(), null, null, RecordKey.of(workspace, id), codec.encode(topic, value), headers);
    }

    /** Every record of a workspace that a topic holds now, decoded. */
    public <T extends SpecificRecord> List<T> read(Topic topic, String workspace, Class<T> type) {
        return raw(topic).stream()
                .filter(record -> record.value() != null)
                .filter(record -> RecordKey.parse(record.key()).workspace().equals(workspace))
                .map(record -> codec.decode(topic.name(), record.value()))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Every record that a topic holds now, as bytes. */
    public List<ConsumerRecord<String, byte[]>> raw(Topic topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close();
        codec.close();
    }
}
