package io.headwater.bench.broker;

import io.headwater.schema.CheckOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How long after a monitor's failure is produced the first record that it leads to is visible to a reader of committed
 * records: its copy, or an incident event that names it as its cause.
 */
final class Latency {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PACE = Duration.ofMillis(53);
    /** Assets of a workspace that follow each other here lie in different domains. */
    private static final int STRIDE = 77;

    private final Rig rig;
    private final Load load;

    Latency(Rig rig, Load load) {
        this.rig = rig;
        this.load = load;
    }

    /** The 99th percentile, ms, of so many in a topology that has nothing else to do; {@code series} tells calls apart. */
    double p99(RunningTopology running, Kind kind, String series, int outcomes) throws IOException {
        Map<String, Long> sent = new HashMap<>();
        Map<String, Long> seen = new HashMap<>();
        try (KafkaProducer<String, byte[]> producer = rig.producer(Duration.ZERO);
                KafkaConsumer<String, byte[]> consumer = readerFromNowOn(kind)) {
            for (int i = 0; i < outcomes; i++) {
                String run = series + "-" + i;
                CheckOutcome outcome = load.monitor(i, i / Load.WORKSPACES * STRIDE, run, true, Instant.now());
                sent.put(run, System.nanoTime());
                producer.send(load.record(outcome));
                poll(consumer, kind, seen, PACE);
            }
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!seen.keySet().containsAll(sent.keySet())) {
                running.demandAlive();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(kind.applicationId() + " shows nothing of some outcomes after "
                            + PATIENCE.toSeconds() + " s");
                }
                poll(consumer, kind, seen, PACE);
            }
        }
        long[] nanos = sent.entrySet().stream()
                .mapToLong(entry -> seen.get(entry.getKey()) - entry.getValue())
                .sorted()
                .toArray();
        return nanos[(int) Math.ceil(0.99 * nanos.length) - 1] / 1e6;
    }

    private void poll(KafkaConsumer<String, byte[]> consumer, Kind kind, Map<String, Long> seen, Duration pace) {
        long end = System.nanoTime() + pace.toNanos();
        for (long left = pace.toNanos(); left > 0; left = end - System.nanoTime()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofNanos(left))) {
                long now = System.nanoTime();
                cause(kind, rig.codec().decode(record.topic(), record.value()))
                        .ifPresent(run -> seen.putIfAbsent(run, now));
            }
        }
    }

    /** The run of the outcome that led to the record; empty where a timer did. */
    private static Optional<String> cause(Kind kind, SpecificRecord record) {
        if (kind == Kind.IDENTITY) {
            return Optional.of(((CheckOutcome) record).getRun());
        }
        int meta = record.getSchema().getField("meta").pos();
        String cause = ((io.headwater.schema.incident.EventMeta) record.get(meta)).getCause();
        return cause.startsWith("timer ") ? Optional.empty() : Optional.of(cause.substring(cause.lastIndexOf('/') + 1));
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
