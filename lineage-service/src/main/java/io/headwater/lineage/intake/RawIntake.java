package io.headwater.lineage.intake;

import io.headwater.topics.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

/**
 * Reads `headwater.raw.v1` on a thread of its own. Whatever fails that is not the payload's fault (broker, database,
 * registry away) ends the session; the next one begins where the database says, so nothing is lost or done twice in
 * effect.
 */
@ApplicationScoped
@Liveness
public class RawIntake implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(RawIntake.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    @Inject
    IntakeTools tools;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "headwater.instance")
    String instance;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Consumer<String, byte[]> current;
    private volatile Thread thread;

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::run, "raw-intake");
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("raw-intake")
                .status(thread != null && thread.isAlive())
                .build();
    }

    private void run() {
        Duration pause = Duration.ofMillis(500);
        while (stopping.getCount() > 0) {
            long began = System.nanoTime();
            try {
                tools.codec().warm(Topics.ASSETS, Topics.PEOPLE, Topics.VIEWS, Topics.DEAD_LETTER, Topics.RAW);
                session();
            } catch (WakeupException asked) {
                LOG.debug("asked to stop");
            } catch (SQLException | IOException | RuntimeException failure) {
                LOG.warnf("the intake pauses for %s: %s", pause, reasons(failure));
                LOG.debug("the intake pauses", failure);
                boolean longAgo = System.nanoTime() - began > TimeUnit.MINUTES.toNanos(1);
                pause = longAgo ? Duration.ofMillis(500) : longer(pause);
                await(pause);
            }
        }
    }

    private void session() throws SQLException, IOException {
        Map<Integer, PartitionIntake> partitions = new HashMap<>();
        try (Consumer<String, byte[]> consumer = connect()) {
            current = consumer;
            consumer.subscribe(List.of(Topics.RAW.name()), new Assigned(consumer, partitions));
            while (stopping.getCount() > 0) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    PartitionIntake partition = partitions.get(record.partition());
                    if (partition != null) {
                        partition.take(record);
                    }
                }
                for (PartitionIntake partition : partitions.values()) {
                    partition.rest();
                }
            }
        } finally {
            current = null;
            for (PartitionIntake partition : partitions.values()) {
                partition.close();
            }
        }
    }

    private Consumer<String, byte[]> connect() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "lineage-intake");
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        // A record is 400 KiB at most: few at a time keep a small heap small.
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        // A large manifest takes its time, and so does a broker that comes back.
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) TimeUnit.MINUTES.toMillis(30));
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Begins each partition where the database says. */
    private final class Assigned implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> consumer;
        private final Map<Integer, PartitionIntake> partitions;

        Assigned(Consumer<String, byte[]> consumer, Map<Integer, PartitionIntake> partitions) {
            this.consumer = consumer;
            this.partitions = partitions;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            try (Connection connection = tools.database.getConnection()) {
                for (TopicPartition partition : assigned) {
                    OptionalLong next = IntakeOffsets.next(connection, partition.partition());
                    if (next.isPresent()) {
                        consumer.seek(partition, next.getAsLong());
                    } else {
                        consumer.seekToBeginning(Set.of(partition));
                    }
                    partitions.put(partition.partition(), new PartitionIntake(partition.partition(), next, tools));
                }
            } catch (SQLException failure) {
                throw new IllegalStateException("cannot read where to begin: " + failure.getMessage(), failure);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            for (TopicPartition partition : revoked) {
                PartitionIntake gone = partitions.remove(partition.partition());
                try {
                    if (gone != null) {
                        gone.close();
                    }
                } catch (IOException failure) {
                    throw new UncheckedIOException("cannot delete the parts of " + partition, failure);
                }
            }
        }
    }

    private void await(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stopping");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private static String reasons(Throwable failure) {
        StringBuilder reasons = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            reasons.append(reasons.length() == 0 ? "" : ": ").append(t.getMessage());
        }
        return reasons.toString();
    }
}
