package io.headwater.lineage;

import io.headwater.stack.HeadwaterStack;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands on the topics, read as an outside subscriber would. */
final class Log {
    private final HeadwaterStack stack = HeadwaterStack.shared();
    private final RecordCodec codec = RecordCodec.connect(stack.registryUrl());

    /** Every record of a workspace on a topic, in order. */
    List<ConsumerRecord<String, byte[]>> records(Topic topic, String workspace) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.bootstrap(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            // All of a workspace lies on one partition.
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(topic.name(), RecordKey.partitionOf(workspace, Topics.PARTITIONS)));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records.stream()
                    .filter(r -> RecordKey.parse(r.key()).workspace().equals(workspace))
                    .toList();
        }
    }

    /** The same, decoded; tombstones left out. */
    <T extends SpecificRecord> List<T> values(Topic topic, String workspace, Class<T> type) {
        return records(topic, workspace).stream()
                .filter(r -> r.value() != null)
                .map(r -> codec.decode(topic, r.value(), type))
                .toList();
    }

    /** The last value of each key's id; null where a tombstone ended it. */
    <T extends SpecificRecord> Map<String, T> latest(Topic topic, String workspace, Class<T> type) {
        Map<String, T> latest = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records(topic, workspace)) {
            latest.put(
                    RecordKey.parse(record.key()).id(),
                    record.value() == null ? null : codec.decode(topic, record.value(), type));
        }
        return latest;
    }

    RecordCodec codec() {
        return codec;
    }
}
