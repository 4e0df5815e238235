package io.headwater.lineage.wire;

import io.headwater.topics.WorkspacePartitioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records, and tells when every in-sync replica has them. Safe for use by several threads. */
public final class AckedProducer implements AutoCloseable {
    private final Producer<String, byte[]> producer;

    private AckedProducer(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    public static AckedProducer connect(String bootstrapServers) {
        return new AckedProducer(new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.PARTITIONER_CLASS_CONFIG,
                        WorkspacePartitioner.class.getName(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        120_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        60_000L),
                new StringSerializer(),
                new ByteArraySerializer()));
    }

    /** Records that are waited for together. For one thread. */
    public final class Batch {
        private final List<Future<RecordMetadata>> sent = new ArrayList<>();

        public void send(ProducerRecord<String, byte[]> record) {
            try {
                sent.add(producer.send(record));
            } catch (KafkaException refused) {
                throw new NotAcknowledged("cannot write " + record.key() + " to " + record.topic(), refused);
            }
        }

        /** How many were sent. */
        public int size() {
            return sent.size();
        }

        /**
         * Returns once all are acknowledged.
         *
         * @throws NotAcknowledged when one is not; the others may be
         */
        public void await() {
            try {
                for (Future<RecordMetadata> one : sent) {
                    one.get();
                }
            } catch (ExecutionException failure) {
                throw new NotAcknowledged(
                        "Kafka did not take a record: " + failure.getCause().getMessage(), failure.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new NotAcknowledged("interrupted while waiting for Kafka", interrupted);
            }
        }
    }

    public Batch batch() {
        return new Batch();
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
