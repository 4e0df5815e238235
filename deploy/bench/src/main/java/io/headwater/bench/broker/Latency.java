package io.headwater.bench.broker;

import io.headwater.identity.ContentId;
import io.headwater.schema.CheckOutcome;
import io.headwater.topics.RecordKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How long after an outcome is produced what it leads to is visible to a reader of committed records. Each outcome is the
 * first failure of a monitor that is alone in its workspace, so that each opens an incident.
 */
final class Latency {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PACE = Duration.ofMillis(27);

    private final Rig rig;
    private final Load load;

    Latency(Rig rig, Load load) {
        this.rig = rig;
        this.load = load;
    }

    /** The 99th percentile, ms, of so many after a fifth of them to warm up; {@code series} tells calls apart. */
    double p99(Kind kind, int series, int outcomes) throws IOException, InterruptedException {
        int warmUp = outcomes / 5;
        Map<String, Long> sent = new HashMap<>();
        Map<String, Long> seen = new HashMap<>();
        try (RunningTopology running = RunningTopology.start(kind, rig);
                KafkaProducer<String, byte[]> producer = rig.producer(Duration.ZERO);
                KafkaConsumer<String, byte[]> consumer = readerFromNowOn(kind)) {
            Set<String> warm = new TreeSet<>();
            for (int i = 0; i < warmUp + outcomes; i++) {
                CheckOutcome outcome = outcome(series, i);
                String key = visibleAs(kind, outcome);
                if (i < warmUp) {
                    warm.add(key);
                }
                sent.put(key, System.nanoTime());
                producer.send(load.record(outcome));
                poll(consumer, seen, PACE);
            }
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!seen.keySet().containsAll(sent.keySet())) {
                running.demandAlive();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(kind.applicationId() + " shows nothing of some outcomes after "
                            + PATIENCE.toSeconds() + " s");
                }
                poll(consumer, seen, PACE);
            }
            sent.keySet().removeAll(warm);
        }
        long[] nanos = sent.entrySet().stream()
                .mapToLong(entry -> seen.get(entry.getKey()) - entry.getValue())
                .sorted()
                .toArray();
        return nanos[(int) Math.ceil(0.99 * nanos.length) - 1] / 1e6;
    }

    private CheckOutcome outcome(int series, int number) {
        CheckOutcome outcome = load.monitor(number, 0, "run-" + series, true, Instant.now());
        outcome.setWorkspace("late-" + series + "-" + number);
        return outcome;
    }

    /** Key under which the outcome shows: its own, or that of the incident it opens. */
    private static String visibleAs(Kind kind, CheckOutcome outcome) {
        return RecordKey.of(
                outcome.getWorkspace(),
                kind == Kind.IDENTITY
                        ? outcome.getCheck()
                        : ContentId.of(
                                "inc",
                                outcome.getWorkspace(),
                                outcome.getSource(),
                                outcome.getCheck(),
                                outcome.getRun()));
    }

    private static void poll(KafkaConsumer<String, byte[]> consumer, Map<String, Long> seen, Duration pace) {
        long end = System.nanoTime() + pace.toNanos();
        for (long left = pace.toNanos(); left > 0; left = end - System.nanoTime()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofNanos(left))) {
                seen.putIfAbsent(record.key(), System.nanoTime());
            }
        }
    }

    private KafkaConsumer<String, byte[]> readerFromNowOn(Kind kind) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", rig.bootstrap(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(kind.out()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }
}
