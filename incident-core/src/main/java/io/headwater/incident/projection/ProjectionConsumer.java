package io.headwater.incident.projection;

import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.RegistryUnavailable;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads the log in batches and has them written. What cannot be read becomes a dead letter; a registry or database that
 * is away is waited for; an incident event of an unknown type stops the reading of incident events.
 */
@ApplicationScoped
class ProjectionConsumer {
    private static final Logger LOG = Logger.getLogger(ProjectionConsumer.class);
    private static final String EVENT_TYPES = "io.headwater.schema.incident.";

    private final RecordCodec codec;
    private final BatchWriter writer;
    private final DeadLetters deadLetters;
    private final ProjectionHealth health;

    @Inject
    ProjectionConsumer(RecordCodec codec, BatchWriter writer, DeadLetters deadLetters, ProjectionHealth health) {
        this.codec = codec;
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.health = health;
    }

    @Incoming("incident-events")
    @Blocking
    void incidentEvents(ConsumerRecords<String, byte[]> records) {
        read(records);
    }

    @Incoming("incident-facts")
    @Blocking
    void facts(ConsumerRecords<String, byte[]> records) {
        read(records);
    }

    private void read(ConsumerRecords<String, byte[]> records) {
        List<Inbound> readable = new ArrayList<>();
        Map<String, Long> next = new HashMap<>();
        try {
            for (ConsumerRecord<String, byte[]> record : records) {
                decode(record).ifPresent(readable::add);
                next.put(StoredOffsets.place(record.topic(), record.partition()), record.offset() + 1);
            }
        } catch (UnknownEvent unknown) {
            write(readable, next);
            health.stopped(unknown.getMessage());
            throw unknown;
        }
        write(readable, next);
    }

    private Optional<Inbound> decode(ConsumerRecord<String, byte[]> record) {
        while (true) {
            try {
                Inbound inbound = inbound(record);
                return Optional.of(inbound);
            } catch (UnreadableRecord | IllegalArgumentException bad) {
                deadLetters.keep(record, bad.getMessage());
                return Optional.empty();
            } catch (RegistryUnavailable away) {
                if (Thread.currentThread().isInterrupted()) {
                    throw away;
                }
                LOG.warnf("the projection waits for the schema registry: %s", away.getMessage());
            }
        }
    }

    private Inbound inbound(ConsumerRecord<String, byte[]> record) {
        RecordKey.parse(record.key());
        String place = StoredOffsets.place(record.topic(), record.partition());
        Instant timestamp = Instant.ofEpochMilli(record.timestamp());
        if (record.value() == null) {
            return new Inbound(record.topic(), place, record.offset(), record.key(), timestamp, null);
        }
        String type = EventHeaders.get(record.headers(), "ce_type").orElse("");
        if (record.topic().equals(Topics.INCIDENT_EVENTS.name())
                && type.startsWith(EVENT_TYPES)
                && !Sentences.knows(type)) {
            throw new UnknownEvent("incident event type " + type + " at " + place + "@" + record.offset()
                    + " is not known to this version of Headwater; the projection stops here until one that knows it"
                    + " runs");
        }
        return new Inbound(
                record.topic(),
                place,
                record.offset(),
                record.key(),
                timestamp,
                codec.decode(record.topic(), record.value()));
    }

    private void write(List<Inbound> readable, Map<String, Long> next) {
        if (next.isEmpty()) {
            return;
        }
        try {
            VertxContextSupport.subscribeAndAwait(() -> writer.write(readable, next)
                    .onFailure()
                    .invoke(failure -> {
                        health.waiting(String.valueOf(failure.getMessage()));
                        LOG.errorf(failure, "the projection cannot write %s; it tries again", next);
                    })
                    .onFailure()
                    .retry()
                    .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                    .indefinitely());
            health.writing();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("the projection cannot write " + next, failure);
        }
    }
}
