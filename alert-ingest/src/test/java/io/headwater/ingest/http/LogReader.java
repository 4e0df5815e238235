package io.headwater.ingest.http;

import io.headwater.stack.HeadwaterStack;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a topic holds of one workspace, from its beginning to its end now. */
final class LogReader implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final RecordCodec codec;

    LogReader() {
        HeadwaterStack stack = HeadwaterStack.shared();
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        codec = RecordCodec.connect(stack.registryUrl());
    }

    List<ConsumerRecord<String, byte[]>> records(Topic topic, String workspace) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            consumer.poll(Duration.ofMillis(200)).forEach(polled -> {
                if (RecordKey.parse(polled.key()).workspace().equals(workspace)) {
                    found.add(polled);
                }
            });
        }
        return found;
    }

    <T extends SpecificRecord> List<T> values(Topic topic, String workspace, Class<T> type) {
        return records(topic, workspace).stream()
                .map(found -> codec.decode(topic, found.value(), type))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
        codec.close();
    }
}
