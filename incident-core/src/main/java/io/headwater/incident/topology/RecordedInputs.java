package io.headwater.incident.topology;

import io.headwater.schema.ConsumedRun;
import io.headwater.schema.OrderEntry;
import io.headwater.schema.TimerFired;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    /** @param topics of the replay; the topic of its inputs is there, empty, with {@link Topics#PARTITIONS} */
    public RecordedInputs(String bootstrap, RecordCodec codec, ReplayTopics topics) {
        this.bootstrap = bootstrap;
        this.codec = codec;
        this.topics = topics;
    }

    /**
     * Writes all that is on record now. What a topic holds no more, such as an asset that was described anew since, cannot be
     * replayed and is passed over.
     *
     * @return how many inputs and timers
     * @throws IllegalStateException where a topic ends before what the log names
     */
    public long write() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence", true, "linger.ms", 5);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            long written = 0;
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                written += write(partition, producer);
            }
            return written;
        }
    }

    private long write(int partition, KafkaProducer<byte[], byte[]> producer) {
        Map<String, PartitionTail> tails = new HashMap<>();
        List<Future<?>> sent = new ArrayList<>();
        try (PartitionTail order = new PartitionTail(bootstrap, Topics.ORDER.name(), partition)) {
            for (ConsumerRecord<byte[], byte[]> record : order.toEnd(PATIENCE)) {
                OrderEntry entry = (OrderEntry) codec.decode(Topics.ORDER.name(), record.value());
                for (ProducerRecord<byte[], byte[]> one : records(entry, partition, tails)) {
                    sent.add(producer.send(one));
                }
            }
            await(sent);
            return sent.size();
        } finally {
            tails.values().forEach(PartitionTail::close);
        }
    }

    private List<ProducerRecord<byte[], byte[]>> records(
            OrderEntry entry, int partition, Map<String, PartitionTail> tails) {
        if (entry.getStep() instanceof TimerFired fired) {
            return List.of(ReplayMarks.timer(topics.inputs(), partition, fired));
        }
        ConsumedRun run = (ConsumedRun) entry.getStep();
        PartitionTail tail =
                tails.computeIfAbsent(run.getTopic(), topic -> new PartitionTail(bootstrap, topic, partition));
        return tail.take(run.getFrom(), run.getTo(), PATIENCE).stream()
                .map(lived -> ReplayMarks.input(topics.inputs(), lived, tail.arrival(lived)))
                .toList();
    }

    private void await(List<Future<?>> sent) {
        try {
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing " + topics.inputs(), interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("cannot write " + topics.inputs(), failure.getCause());
        }
    }
}
