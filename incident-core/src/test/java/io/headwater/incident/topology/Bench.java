package io.headwater.incident.topology;

import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetFacet;
import io.headwater.schema.AssetType;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.SubjectRef;
import io.headwater.schema.Upstream;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology on a bench: no broker, one task, a clock that is set by hand. */
final class Bench implements AutoCloseable {
    /** A workspace whose partition is 0, the one the driver plays. */
    static final String WORKSPACE = onPartition(0);

    static final Instant START = Instant.parse("2026-03-02T03:00:00Z");

    final PlainAvroFormat format = new PlainAvroFormat();
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final Map<String, TestOutputTopic<String, byte[]>> outputs = new HashMap<>();
    private Instant now = START;

    Bench() {
        this(new PlainAvroFormat());
    }

    /** @param writing how the topology encodes; what it wrote is read as usual */
    Bench(RecordFormat writing) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/bench-state");
        driver = new TopologyTestDriver(
                IncidentTopology.build(
                        writing,
                        new RulePriorities(new CelExpressions()::holds),
                        CelExpressions.overOutcomes()::holds,
                        IncidentTopology.CHECKPOINTS),
                properties,
                START);
        for (Topic topic : List.of(Topics.ALERTS, Topics.ASSETS, Topics.VIEWS, Topics.POLICIES, Topics.COMMANDS)) {
            inputs.put(
                    topic.name(),
                    driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer()));
        }
    }

    /** A workspace's name that falls on the partition. */
    static String onPartition(int partition) {
        int i = 0;
        while (RecordKey.partitionOf("shop-" + i, Topics.PARTITIONS) != partition) {
            i++;
        }
        return "shop-" + i;
    }

    Instant now() {
        return now;
    }

    /** Lets time pass, in steps as the punctuators see it. */
    void pass(Duration duration) {
        Duration left = duration;
        while (left.compareTo(Duration.ZERO) > 0) {
            Duration step = left.compareTo(Duration.ofMillis(100)) > 0 ? Duration.ofMillis(100) : left;
            now = now.plus(step);
            driver.advanceWallClockTime(step);
            left = left.minus(step);
        }
    }

    /** Lets time pass at once: the punctuators see no more than its end. */
    void skip(Duration duration) {
        now = now.plus(duration);
        driver.advanceWallClockTime(duration);
    }

    void send(Topic topic, String id, SpecificRecord value) {
        sendRaw(topic, bytes(RecordKey.of(WORKSPACE, id)), format.encode(topic, value));
    }

    void sendRaw(Topic topic, byte[] key, byte[] value) {
        inputs.get(topic.name()).pipeInput(new TestRecord<>(key, value, now));
    }

    void sendRaw(Topic topic, TestRecord<byte[], byte[]> record) {
        inputs.get(topic.name()).pipeInput(record);
    }

    /** Describes an asset. */
    void asset(String urn, AssetType type, String... upstreams) {
        AssetFacet facet = AssetFacet.newBuilder()
                .setScope("test")
                .setObservedAt(START)
                .setType(type)
                .setName(urn.substring(urn.lastIndexOf('.') + 1))
                .setTier(type == AssetType.DASHBOARD ? 1 : null)
                .setDomain("finance")
                .setUpstreams(Stream.of(upstreams)
                        .map(upstream -> new Upstream(upstream, List.of()))
                        .toList())
                .build();
        send(Topics.ASSETS, urn, new Asset(WORKSPACE, urn, List.of(facet)));
    }

    /** What came out on the topic since the last look, in order. */
    List<TestRecord<String, byte[]>> records(Topic topic) {
        return outputs.computeIfAbsent(
                        topic.name(),
                        name -> driver.createOutputTopic(name, new StringDeserializer(), new ByteArrayDeserializer()))
                .readRecordsToList();
    }

    /** The values on the topic since the last look, in order. */
    List<SpecificRecord> values(Topic topic) {
        return records(topic).stream()
                .map(record -> format.decode(topic.name(), record.value()))
                .toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A monitor's outcome on `table:shop.core.orders`. */
    CheckOutcome outcome(String workspace, String check, OutcomeStatus status) {
        return outcome(workspace, check, "table:shop.core.orders", status);
    }

    /** A monitor's outcome. */
    CheckOutcome outcome(String workspace, String check, String urn, OutcomeStatus status) {
        return CheckOutcome.newBuilder()
                .setWorkspace(workspace)
                .setSource("monte-carlo")
                .setCheck(check)
                .setCheckKind(CheckKind.MONITOR)
                .setSubjects(List.of(SubjectRef.newBuilder().setUrn(urn).build()))
                .setRun("run-" + now.toEpochMilli())
                .setStatus(status)
                .setOccurredAt(now)
                .setReceivedAt(now)
                .build();
    }

    @Override
    public void close() {
        driver.close();
    }
}
