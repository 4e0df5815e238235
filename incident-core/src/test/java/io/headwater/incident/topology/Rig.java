package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.ConsumedRun;
import io.headwater.schema.OrderEntry;
import io.headwater.stack.FreePorts;
import io.headwater.stack.HeadwaterStack;
import io.headwater.stack.KafkaBroker;
import io.headwater.stack.ServerHandle;
import io.headwater.topics.Outbound;
import io.headwater.topics.Provisioning;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import io.headwater.topics.WorkspacePartitioner;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * The topology against a broker of its own (another topology on the shared one would write to the same topics), which can
 * be killed like the topology's own process. The registry is the shared one.
 */
final class Rig implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final KafkaBroker broker;
    private final Path home;
    private ServerHandle handle;
    private final List<Process> started = new ArrayList<>();
    private Process streams;
    private Path log;
    private Duration checkpoints = IncidentTopology.CHECKPOINTS;
    final RecordCodec codec;
    private final Outbound outbound;
    private final KafkaProducer<String, byte[]> producer;

    Rig(String name) {
        home = Path.of("target", "rig-" + name + "-" + ProcessHandle.current().pid())
                .toAbsolutePath();
        List<Integer> ports = FreePorts.find(2);
        broker = new KafkaBroker(KafkaBroker.Configuration.in(home.resolve("kafka"))
                .withPorts(ports.get(0), ports.get(1))
                .asDisposable());
        startBroker();
        String registry = HeadwaterStack.shared().registryUrl();
        Provisioning.provision(broker.bootstrap(), registry);
        codec = RecordCodec.connect(registry);
        outbound = new Outbound(codec, "test");
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "partitioner.class",
                        WorkspacePartitioner.class.getName()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void startBroker() {
        handle = broker.start().awaitReady(START);
    }

    void killBroker() {
        handle.kill();
    }

    /** What is started from now on takes a checkpoint so often. */
    void checkpointsEvery(Duration time) {
        checkpoints = time;
    }

    /** Starts the topology; returns when it runs, with how long that took. */
    Duration startStreams() {
        return startStreams(1);
    }

    Duration startStreams(int threads) {
        return start(home.resolve("state"), Integer.toString(threads));
    }

    /** Starts the topology over what is on record, to topics of its own. */
    Duration startReplay(ReplayTopics topics, int threads) {
        return start(home.resolve("replay-" + topics.replay()), Integer.toString(threads), topics.replay());
    }

    private Duration start(Path state, String... arguments) {
        long start = System.nanoTime();
        launch(state, arguments);
        Awaitility.await("the topology runs; see " + log).atMost(START).until(() -> isRunning());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void launchStreams() {
        launch(home.resolve("state"), "1");
    }

    private void launch(Path state, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        log = home.resolve("streams-" + System.nanoTime() + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xmx256m",
                "-Dheadwater.checkpoint.every=" + checkpoints,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                StreamsProcess.class.getName(),
                broker.bootstrap(),
                HeadwaterStack.shared().registryUrl(),
                state.toString());
        builder.command().addAll(List.of(arguments));
        try {
            streams = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            started.add(streams);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start the topology's process", failure);
        }
    }

    private boolean isRunning() {
        assertThat(streams.isAlive())
                .as("the topology's process lives; see " + log)
                .isTrue();
        List<String> states = states();
        return !states.isEmpty() && states.get(states.size() - 1).equals("STATE RUNNING");
    }

    private List<String> states() {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith("STATE "))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + log, failure);
        }
    }

    /** Ends the topology as kill -9 does. */
    void killStreams() {
        streams.destroyForcibly();
        awaitEnd();
    }

    void stopStreams() {
        streams.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            assertThat(streams.waitFor(40, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topology ends", interrupted);
        }
    }

    void send(Topic topic, String workspace, String id, SpecificRecord value) {
        send(outbound.record(topic, workspace, id, id, Instant.EPOCH, value));
    }

    /** A record that arrives then, whatever the time is. */
    ProducerRecord<String, byte[]> record(Topic topic, String workspace, String id, Instant at, SpecificRecord value) {
        ProducerRecord<String, byte[]> record = outbound.record(topic, workspace, id, id, at, value);
        return new ProducerRecord<>(
                record.topic(), null, at.toEpochMilli(), record.key(), record.value(), record.headers());
    }

    /** Sends it in a transaction of its own, whose end takes the offset after it. */
    void sendInTransaction(ProducerRecord<String, byte[]> record) {
        try (KafkaProducer<String, byte[]> transactional = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrap(),
                        "transactional.id",
                        "rig",
                        "partitioner.class",
                        WorkspacePartitioner.class.getName()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            transactional.initTransactions();
            transactional.beginTransaction();
            transactional.send(record);
            transactional.commitTransaction();
        }
    }

    /** Sends them one after the other; returns when all are there. */
    void send(List<ProducerRecord<String, byte[]>> records) {
        records.stream().map(producer::send).toList().forEach(Rig::await);
    }

    void send(ProducerRecord<String, byte[]> record) {
        await(producer.send(record));
    }

    private static void await(Future<?> sent) {
        try {
            sent.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker is asked", interrupted);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException failure) {
            throw new IllegalStateException("the broker did not do as asked", failure);
        }
    }

    /** Makes the topics of a replay, and writes what is on record to its inputs; answers how much that was. */
    long putOnRecord(ReplayTopics topics) {
        admin(admin -> admin.createTopics(topics.all((short) 1)).all());
        return new RecordedInputs(broker.bootstrap(), codec, topics).write();
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    /** Whether the tasks have put on record that they took up all that is committed on the topics. */
    boolean allIsOnRecord(List<Topic> topics) {
        List<ConsumedRun> runs = values(Topics.ORDER).stream()
                .map(entry -> ((OrderEntry) entry).getStep())
                .filter(ConsumedRun.class::isInstance)
                .map(ConsumedRun.class::cast)
                .toList();
        return topics.stream().flatMap(topic -> committed(topic).stream()).allMatch(record -> runs.stream()
                .anyMatch(run -> run.getTopic().equals(record.topic())
                        && run.getPartition() == record.partition()
                        && run.getFrom() <= record.offset()
                        && record.offset() <= run.getTo()));
    }

    /** Deletes what lies before an offset of a partition, or all where that is beyond its end. */
    void delete(Topic topic, int partition, long before) {
        TopicPartition place = new TopicPartition(topic.name(), partition);
        long offset = Math.min(before, ends(topic).get(place));
        admin(admin -> admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    private void admin(Function<Admin, KafkaFuture<?>> asked) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            await(asked.apply(admin).toCompletionStage().toCompletableFuture());
        }
    }

    /** The offset after the last that was written, for each partition of the topic. */
    Map<TopicPartition, Long> ends(Topic topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            return consumer.endOffsets(consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
        }
    }

    /** Everything committed on the topic now, by partition and offset. */
    List<ConsumerRecord<String, byte[]>> committed(Topic topic) {
        return committed(topic.name());
    }

    List<ConsumerRecord<String, byte[]>> committed(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrap(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** The values of what is committed on the topic now. */
    List<SpecificRecord> values(Topic topic) {
        return committed(topic).stream()
                .map(record -> codec.decode(topic.name(), record.value()))
                .toList();
    }

    @Override
    public void close() {
        // Those of tests that failed half-way too.
        started.forEach(Process::destroyForcibly);
        producer.close(Duration.ofSeconds(5));
        codec.close();
        handle.kill();
        delete(home.toFile());
    }

    private static void delete(File file) {
        File[] children = file.listFiles();
        if (children != null) {
            List.of(children).forEach(Rig::delete);
        }
        assertThat(file.delete()).as("deletes " + file).isTrue();
    }
}
