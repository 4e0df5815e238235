package io.headwater.incident.projection;

import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.WorkspacePartitioner;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The other parts of Headwater as far as the log shows them: writes to the real topics and reads them. */
@ApplicationScoped
public class TestLog {
    private final String broker;
    private final RecordCodec codec;
    private final Outbound outbound;
    private final KafkaProducer<String, byte[]> producer;

    @Inject
    TestLog(@ConfigProperty(name = "kafka.bootstrap.servers") String broker, RecordCodec codec) {
        this.broker = broker;
        this.codec = codec;
        this.outbound = new Outbound(codec, "test");
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, WorkspacePartitioner.class.getName());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @PreDestroy
    void close() {
        producer.close();
    }

    /** Writes the records in order and returns once the broker has them all. */
    public void write(Topic topic, String workspace, String id, List<? extends SpecificRecord> values) {
        values.forEach(value -> producer.send(record(topic, workspace, id, value)));
        producer.flush();
    }

    public void write(Topic topic, String workspace, String id, SpecificRecord value) {
        write(topic, workspace, id, List.of(value));
    }

    public void tombstone(Topic topic, String workspace, String id) {
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
        return outbound.record(topic, workspace, id, "test-" + id, Instant.now(), value);
    }

    /** Every record of a workspace that a topic holds now, decoded; tombstones left out. */
    public List<SpecificRecord> read(Topic topic, String workspace) {
        return raw(topic).stream()
                .filter(record -> record.value() != null)
                .filter(record -> RecordKey.parse(record.key()).workspace().equals(workspace))
                .map(record -> codec.decode(topic.name(), record.value()))
                .toList();
    }

    /** Whether a tombstone is the last word on the key. */
    public boolean isEnded(Topic topic, String workspace, String id) {
        List<ConsumerRecord<String, byte[]>> records = raw(topic).stream()
                .filter(record -> record.key().equals(RecordKey.of(workspace, id)))
                .toList();
        return !records.isEmpty() && records.get(records.size() - 1).value() == null;
    }

    private List<ConsumerRecord<String, byte[]>> raw(Topic topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new java.util.ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
                consumer.poll(java.time.Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
