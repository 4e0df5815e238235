package io.headwater.ticketing.reference;

import io.headwater.schema.Person;
import io.headwater.schema.Policy;
import io.headwater.ticketing.jira.JiraSettings;
import io.headwater.ticketing.ticket.Names;
import io.headwater.ticketing.ticket.TicketPolicy;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RegistryUnavailable;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Policies and people, read from the start of their topics by a consumer without a group each time the service starts.
 * Both are few; the newest of each is kept in memory.
 */
@ApplicationScoped
public class ReferenceLog {
    private static final Logger LOG = Logger.getLogger(ReferenceLog.class);

    private final ReferenceBook book;
    private final RecordCodec codec;
    private final String bootstrapServers;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile boolean ending;
    private volatile KafkaConsumer<String, byte[]> consumer;
    private Thread reader;

    @Inject
    ReferenceLog(
            RecordCodec codec,
            JiraSettings jira,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.codec = codec;
        this.bootstrapServers = bootstrapServers;
        this.book = new ReferenceBook(TicketPolicy.shipped(jira.project().orElse(""), jira.issueType()));
    }

    void start(@Observes StartupEvent starting) {
        reader = new Thread(this::readWhileRunning, "policies-and-people");
        reader.setDaemon(true);
        reader.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        ending = true;
        KafkaConsumer<String, byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
        reader.join(TimeUnit.SECONDS.toMillis(2));
        // Only one who waits for the registry is still there; a consumer interrupted while it closes complains.
        reader.interrupt();
        reader.join(TimeUnit.SECONDS.toMillis(3));
    }

    /** The ticket policies in force; waits until the topics were read once. */
    public List<TicketPolicy> policies(String workspace) {
        try {
            caughtUp.await();
            return book.policies(workspace);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while policies were being read", stopping);
        }
    }

    /** The names of a workspace's people, as far as they were read. */
    public Names names(String workspace) {
        return book.names(workspace);
    }

    private void readWhileRunning() {
        while (!ending) {
            try (KafkaConsumer<String, byte[]> reading = consumer()) {
                consumer = reading;
                read(reading);
            } catch (WakeupException stopping) {
                LOG.debug("no longer reading policies and people");
            } catch (KafkaException failure) {
                LOG.warnf("reading policies and people failed, beginning again: %s", failure.getMessage());
            } catch (RegistryUnavailable away) {
                LOG.warnf("policies and people wait for the schema registry: %s", away.getMessage());
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void read(KafkaConsumer<String, byte[]> reading) {
        List<TopicPartition> partitions = Stream.of(Topics.POLICIES, Topics.PEOPLE)
                .flatMap(topic -> reading.partitionsFor(topic.name()).stream())
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        reading.assign(partitions);
        reading.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
        while (!ending) {
            reading.poll(Duration.ofMillis(500)).forEach(this::take);
            if (caughtUp.getCount() > 0
                    && ends.entrySet().stream().allMatch(e -> reading.position(e.getKey()) >= e.getValue())) {
                caughtUp.countDown();
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.topic().equals(Topics.POLICIES.name())) {
                if (record.value() != null) {
                    book.add(codec.decode(Topics.POLICIES, record.value(), Policy.class));
                }
            } else if (record.value() == null) {
                book.erase(record.key());
            } else {
                book.add(codec.decode(Topics.PEOPLE, record.value(), Person.class));
            }
        } catch (UnreadableRecord | IllegalArgumentException bad) {
            // incident-core reads the same topics and keeps what is unreadable as a dead letter; one is enough.
            LOG.errorf(
                    "%s of %s at offset %d cannot be read and does not count: %s",
                    record.key(), record.topic(), record.offset(), bad.getMessage());
        }
    }
}
