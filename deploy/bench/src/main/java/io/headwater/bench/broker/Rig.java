package io.headwater.bench.broker;

import io.headwater.bench.Folders;
import io.headwater.stack.HeadwaterStack;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topics;
import io.headwater.topics.WorkspacePartitioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka, the registry and PostgreSQL as the local stack has them, empty and this rig's own, and clients of them. */
final class Rig implements AutoCloseable {
    private final HeadwaterStack stack;
    private final Path folder;
    private final Admin admin;
    private final RecordCodec codec;
    private final Outbound outbound;

    private Rig(HeadwaterStack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
        admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()));
        codec = RecordCodec.connect(stack.registryUrl());
        outbound = new Outbound(codec, "bench");
    }

    static Rig start() throws IOException, InterruptedException {
        System.setProperty(HeadwaterStack.LASTING, "true");
        Rig rig = new Rig(HeadwaterStack.shared(), Files.createTempDirectory("headwater-bench-"));
        NewTopic copies = new NewTopic(IdentityTopology.OUT, Optional.of(Topics.PARTITIONS), Optional.of((short) 1));
        try {
            rig.admin.createTopics(List.of(copies)).all().get();
            return rig;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("cannot create " + IdentityTopology.OUT, failure.getCause());
        }
    }

    HeadwaterStack stack() {
        return stack;
    }

    String bootstrap() {
        return stack.bootstrap();
    }

    String registryUrl() {
        return stack.registryUrl();
    }

    /** For what the topologies keep, and their logs. */
    Path folder() {
        return folder;
    }

    Outbound outbound() {
        return outbound;
    }

    /** A producer as alert-ingest has one; {@code linger}: how long it waits for more to send with a record. */
    KafkaProducer<String, byte[]> producer(Duration linger) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", stack.bootstrap(),
                        "acks", "all",
                        "linger.ms", linger.toMillis(),
                        "compression.type", "lz4",
                        "partitioner.class", WorkspacePartitioner.class.getName()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sends many; returns when the broker has all of them. */
    void send(Consumer<Consumer<ProducerRecord<String, byte[]>>> many) {
        AtomicReference<Exception> failed = new AtomicReference<>();
        try (KafkaProducer<String, byte[]> producer = producer(Duration.ofMillis(20))) {
            many.accept(record -> producer.send(record, (place, failure) -> failed.compareAndSet(null, failure)));
        }
        if (failed.get() != null) {
            throw new IllegalStateException("the broker did not take all of the load", failed.get());
        }
    }

    /** How many records of data the topic has been given; its inputs are not written in transactions. */
    long end(String topic) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        try {
            return admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("cannot read where " + topic + " ends", failure.getCause());
        }
    }

    RecordCodec codec() {
        return codec;
    }

    /** How many records of the topic the group has committed: what is done with and visible. */
    long committed(String group, String topic) throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("cannot read what " + group + " has committed", failure.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        admin.close();
        codec.close();
        stack.end();
        Folders.delete(folder);
    }
}
