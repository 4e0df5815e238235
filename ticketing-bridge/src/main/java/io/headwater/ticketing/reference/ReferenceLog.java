package io.headwater.ticketing.reference;

import io.headwater.schema.Person;
import io.headwater.schema.Policy;
import io.headwater.ticketing.jira.JiraSettings;
import io.headwater.ticketing.ticket.Names;
import io.headwater.ticketing.ticket.TicketPolicy;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import io.headwater.topics.WholeTopics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Policies and people, read from the start of their topics each time the service starts. Both are few; the newest of
 * each is kept in memory.
 */
@ApplicationScoped
public class ReferenceLog {
    private static final Logger LOG = Logger.getLogger(ReferenceLog.class);

    private final ReferenceBook book;
    private final RecordCodec codec;
    private final WholeTopics log;

    @Inject
    ReferenceLog(
            RecordCodec codec,
            JiraSettings jira,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.codec = codec;
        this.book = new ReferenceBook(TicketPolicy.shipped(jira.project().orElse(""), jira.issueType()));
        this.log = new WholeTopics(bootstrapServers, List.of(Topics.POLICIES, Topics.PEOPLE), this::take);
    }

    void start(@Observes StartupEvent starting) {
        log.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        log.close();
    }

    /** The ticket policies in force; waits until the topics were read once. */
    public List<TicketPolicy> policies(String workspace) {
        try {
            while (!log.awaitCaughtUp(Duration.ofMinutes(1))) {
                LOG.warn("a ticket waits for policies and people to be read");
            }
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
