package io.headwater.incident.projection;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
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

    private final RecordReader reader;
    private final BatchWriter writer;
    private final DeadLetters deadLetters;
    private final ProjectionHealth health;

    @Inject
    ProjectionConsumer(RecordReader reader, BatchWriter writer, DeadLetters deadLetters, ProjectionHealth health) {
        this.reader = reader;
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

    /**
     * A channel of its own, since a large manifest would keep the fate of commands waiting. What cannot be read here is a
     * dead letter of the topology already.
     */
    @Incoming("asset-names")
    @Blocking
    void assets(ConsumerRecords<String, byte[]> records) {
        read(records, (record, reason) -> LOG.debugf("passed over %s: %s", record.key(), reason));
    }

    private void read(ConsumerRecords<String, byte[]> records) {
        read(records, deadLetters::keep);
    }

    private void read(
            ConsumerRecords<String, byte[]> records, BiConsumer<ConsumerRecord<String, byte[]>, String> unreadable) {
        List<Inbound> readable = new ArrayList<>();
        Map<Inbound, ConsumerRecord<String, byte[]>> sources = new IdentityHashMap<>();
        Map<String, Long> next = new HashMap<>();
        try {
            for (ConsumerRecord<String, byte[]> record : records) {
                reader.read(record, unreadable).ifPresent(inbound -> {
                    readable.add(inbound);
                    sources.put(inbound, record);
                });
                next.put(StoredOffsets.place(record.topic(), record.partition()), record.offset() + 1);
            }
        } catch (UnknownEvent unknown) {
            write(readable, sources, next);
            health.stopped(unknown.getMessage());
            throw unknown;
        }
        write(readable, sources, next);
    }

    /** What the database refuses, it refuses for ever: that record becomes a dead letter, and those around it are written. */
    private void write(
            List<Inbound> readable, Map<Inbound, ConsumerRecord<String, byte[]>> sources, Map<String, Long> next) {
        if (next.isEmpty()) {
            return;
        }
        RefusedRows.write(
                readable, next, this::attempt, (inbound, reason) -> deadLetters.keep(sources.get(inbound), reason));
        health.writing();
    }

    private void attempt(List<Inbound> readable, Map<String, Long> next) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> writer.write(readable, next, Destination.SERVING)
                    .onFailure(failure -> !RefusedRows.isRefused(failure))
                    .invoke(failure -> {
                        health.waiting(String.valueOf(failure.getMessage()));
                        LOG.errorf(failure, "the projection cannot write %s; it tries again", next);
                    })
                    .onFailure(failure -> !RefusedRows.isRefused(failure))
                    .retry()
                    .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                    .indefinitely());
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("the projection cannot write " + next, failure);
        }
    }
}
