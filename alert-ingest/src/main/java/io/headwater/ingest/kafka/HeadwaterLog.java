package io.headwater.ingest.kafka;

import io.headwater.ingest.IngestSettings;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RegistryUnavailable;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import io.headwater.topics.WorkspacePartitioner;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The service's one producer. Durable: `acks=all`, idempotent; a record's fate is known within the ack timeout. */
@ApplicationScoped
public class HeadwaterLog {
    private static final Logger LOG = Logger.getLogger(HeadwaterLog.class);
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(5);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final KafkaProducer<String, byte[]> producer;
    private final RecordCodec codec;
    private final Outbound outbound;
    private final Duration ackTimeout;
    private final Thread warming;
    private volatile boolean warm;

    @Inject
    public HeadwaterLog(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            @ConfigProperty(name = "headwater.registry.url") String registry,
            IngestSettings settings) {
        this.ackTimeout = settings.ackTimeout();
        this.producer = new KafkaProducer<>(producerConfig(bootstrap, ackTimeout));
        this.codec = RecordCodec.connect(registry, REGISTRY_PATIENCE);
        this.outbound = new Outbound(codec, "alert-ingest");
        this.warming = new Thread(this::warm, "warm-schemas");
        this.warming.setDaemon(true);
    }

    void start(@Observes StartupEvent started) {
        warming.start();
    }

    @PreDestroy
    void stop() {
        warming.interrupt();
        producer.close(ackTimeout);
        codec.close();
    }

    /** Whether the schemas' ids are known, so that the registry is not needed any more. */
    public boolean isWarm() {
        return warm;
    }

    /** The records of one delivery. */
    public DeliveryWriter open() {
        return new DeliveryWriter(outbound, new Shipment(producer, ackTimeout));
    }

    private void warm() {
        while (!warm && !Thread.currentThread().isInterrupted()) {
            try {
                codec.warm(Topics.RAW, Topics.ALERTS, Topics.DEAD_LETTER, Topics.PEOPLE);
                warm = true;
            } catch (RegistryUnavailable | UnreadableRecord notYet) {
                // Away, or up and not provisioned yet: either way the service is not ready and asks again.
                LOG.warnf("waiting for the schema registry: %s", notYet.getMessage());
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private static Map<String, Object> producerConfig(String bootstrap, Duration ackTimeout) {
        int timeout = Math.toIntExact(ackTimeout.toMillis());
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "alert-ingest");
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, WorkspacePartitioner.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(timeout, 10_000));
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, Math.min(timeout - 100, 10_000)));
        // An answer must not be given while a record's fate is open: the request waits no less than the producer tries.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        return config;
    }
}
