package io.headwater.e2e;

import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads whole topics, as far as they reach now. */
final class Log {
    private final String bootstrap;
    private final String registryUrl;

    Log(String bootstrap, String registryUrl) {
        this.bootstrap = bootstrap;
        this.registryUrl = registryUrl;
    }

    /** All records of that type in a workspace, in the order of its partition. */
    <T extends SpecificRecord> List<T> read(Topic topic, String workspace, Class<T> type) {
        List<T> found = new ArrayList<>();
        try (RecordCodec codec = RecordCodec.connect(registryUrl)) {
            each(topic, record -> {
                if (record.value() != null
                        && RecordKey.parse(record.key()).workspace().equals(workspace)) {
                    SpecificRecord value = codec.decode(record.topic(), record.value());
                    if (type.isInstance(value)) {
                        found.add(type.cast(value));
                    }
                }
            });
        }
        return found;
    }

    /** The newest value of each key in a workspace, by the key's id; what a tombstone ended is not there. */
    <T extends SpecificRecord> Map<String, T> latest(Topic topic, String workspace, Class<T> type) {
        return latest(topic, type).getOrDefault(workspace, Map.of());
    }

    /** The newest value of each key, by workspace and the key's id. */
    <T extends SpecificRecord> Map<String, Map<String, T>> latest(Topic topic, Class<T> type) {
        Map<String, Map<String, T>> latest = new TreeMap<>();
        try (RecordCodec codec = RecordCodec.connect(registryUrl)) {
            each(topic, record -> {
                RecordKey key = RecordKey.parse(record.key());
                Map<String, T> values = latest.computeIfAbsent(key.workspace(), workspace -> new TreeMap<>());
                if (record.value() == null) {
                    values.remove(key.id());
                } else {
                    values.put(key.id(), type.cast(codec.decode(record.topic(), record.value())));
                }
            });
        }
        return latest;
    }

    /** Size of the largest value, in bytes. */
    int largest(Topic topic) {
        int[] largest = {0};
        each(topic, record -> largest[0] = Math.max(largest[0], record.serializedValueSize()));
        return largest[0];
    }

    private void each(Topic topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
        }
    }
}
