package io.headwater.incident.policy.registry;

import io.headwater.problem.Problem;
import io.headwater.schema.Person;
import io.headwater.schema.Policy;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import io.headwater.topics.WholeTopics;
import io.headwater.topics.WorkspacePartitioner;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The policies topic, written and read. Policies are few, so the whole topic is kept in memory ({@link PolicyBook}), read from
 * its start each time the service starts; so are the people that they name.
 */
@ApplicationScoped
class PolicyLog {
    private static final Logger LOG = Logger.getLogger(PolicyLog.class);
    private static final long ACK_SECONDS = 15;

    private final PolicyBook book = new PolicyBook();
    private final KnownPeople known = new KnownPeople();
    private final RecordCodec codec;
    private final String bootstrapServers;
    private final WholeTopics log;
    private KafkaProducer<String, byte[]> producer;

    @Inject
    PolicyLog(RecordCodec codec, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.codec = codec;
        this.bootstrapServers = bootstrapServers;
        this.log = new WholeTopics(bootstrapServers, List.of(Topics.POLICIES, Topics.PEOPLE), this::take);
    }

    void start(@Observes StartupEvent starting) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        15_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000L,
                        ProducerConfig.PARTITIONER_CLASS_CONFIG,
                        WorkspacePartitioner.class.getName()),
                new StringSerializer(),
                new ByteArraySerializer());
        log.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        log.close();
        producer.close(Duration.ofSeconds(5));
    }

    /** What the topic holds; complete up to the moment the service started. */
    PolicyBook book() {
        try {
            if (!log.awaitCaughtUp(Duration.ofSeconds(10))) {
                throw Problem.unavailable("policies are still being read from Kafka")
                        .asException();
            }
            return book;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted while policies were being read")
                    .asException(interrupted);
        }
    }

    /**
     * Writes what is new of the people first, then the policy; returns once Kafka has both and the book shows the policy.
     *
     * @return whose document that version is: another's, where one was faster
     */
    Policy write(Policy policy, List<Person> people) {
        Outbound outbound = new Outbound(codec, "incident-core");
        Instant at = policy.getAppliedAt();
        String id = policy.getKind() + "/" + policy.getName() + "/" + policy.getVersion();
        for (Person person :
                people.stream().flatMap(met -> known.news(met).stream()).toList()) {
            String eventId = person.getPerson() + "-" + at.toEpochMilli();
            acknowledged(
                    outbound.record(Topics.PEOPLE, person.getWorkspace(), person.getPerson(), eventId, at, person));
        }
        acknowledged(outbound.record(Topics.POLICIES, policy.getWorkspace(), id, id, at, policy));
        return book.await(policy, TimeUnit.SECONDS.toMillis(ACK_SECONDS)).orElseThrow(() -> Problem.unavailable(
                        "the policy was written but has not come back from Kafka yet; GET"
                                + " shows whether it is in force")
                .asException());
    }

    private void acknowledged(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get(ACK_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException failure) {
            throw Problem.unavailable("Kafka does not take the policy: " + failure.getMessage())
                    .asException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted while writing the policy").asException(interrupted);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.topic().equals(Topics.PEOPLE.name())) {
                known.take(
                        record.key(),
                        record.value() == null ? null : codec.decode(Topics.PEOPLE, record.value(), Person.class));
            } else if (record.value() != null) {
                book.add(codec.decode(Topics.POLICIES, record.value(), Policy.class));
            }
        } catch (UnreadableRecord bad) {
            // Another reader of the same topic keeps it as a dead letter; one is enough.
            LOG.errorf(
                    "%s of %s at offset %d cannot be read: %s",
                    record.key(), record.topic(), record.offset(), bad.getMessage());
        }
    }
}
