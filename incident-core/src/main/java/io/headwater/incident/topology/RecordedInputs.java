package io.headwater.incident.topology;

import io.headwater.schema.ConsumedRun;
import io.headwater.schema.OrderEntry;
import io.headwater.schema.TimerFired;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes what the tasks took up, in the order that {@code headwater.order.v1} has on record, to the inputs of a replay: one
 * topic, a partition for each task, so that nothing is left to chance between topics.
 */
public final class RecordedInputs {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;
    private final RecordCodec codec;
    private final ReplayTopics topics;

    /** @param topics of the replay, which are there, empty */
    public RecordedInputs(String bootstrap, RecordCodec codec, ReplayTopics topics) {
        this.bootstrap = bootstrap;
        this.codec = codec;
        this.topics = topics;
    }

    /**
     * Writes all that is on record now, however much; none of it is held in memory. What a topic holds no more, such as an asset
     * that was described anew since, cannot be replayed and is passed over.
     *
     * @return how many inputs and timers
     * @throws IllegalStateException where a topic ends before what the log names
     */
    public long write() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence", true, "linger.ms", 5);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            AtomicLong written = new AtomicLong();
            AtomicReference<Exception> failure = new AtomicReference<>();
            Consumer<ProducerRecord<byte[], byte[]>> sink = record -> {
                producer.send(record, (place, refused) -> failure.compareAndSet(null, refused));
                written.incrementAndGet();
            };
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                write(partition, sink);
                producer.flush();
                if (failure.get() != null) {
                    throw new IllegalStateException("cannot write " + topics.inputs(), failure.get());
                }
            }
            return written.get();
        }
    }

    private void write(int partition, Consumer<ProducerRecord<byte[], byte[]>> sink) {
        Map<String, PartitionTail> tails = new HashMap<>();
        try (PartitionTail order = new PartitionTail(bootstrap, Topics.ORDER.name(), partition)) {
            order.toEnd(PATIENCE, record -> {
                OrderEntry entry = (OrderEntry) codec.decode(Topics.ORDER.name(), record.value());
                if (entry.getStep() instanceof TimerFired fired) {
                    sink.accept(ReplayMarks.timer(topics.inputs(), partition, fired));
                } else {
                    ConsumedRun run = (ConsumedRun) entry.getStep();
                    PartitionTail tail = tails.computeIfAbsent(
                            run.getTopic(), topic -> new PartitionTail(bootstrap, topic, partition));
                    tail.take(
                            run.getFrom(),
                            run.getTo(),
                            PATIENCE,
                            lived -> sink.accept(ReplayMarks.input(topics.inputs(), lived, tail.arrival(lived))));
                }
            });
        } finally {
            tails.values().forEach(PartitionTail::close);
        }
    }
}
