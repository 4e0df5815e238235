package io.headwater.incident.projection;

import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.RegistryUnavailable;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Reads single records of the log; a registry that is away is waited for. */
@ApplicationScoped
class RecordReader {
    private static final Logger LOG = Logger.getLogger(RecordReader.class);
    private static final String EVENT_TYPES = "io.headwater.schema.incident.";

    private final RecordCodec codec;

    @Inject
    RecordReader(RecordCodec codec) {
        this.codec = codec;
    }

    /**
     * Empty for one that cannot be read.
     *
     * @param unreadable is told of such a record, and why
     * @throws UnknownEvent at an incident event of a type that is not known here
     */
    Optional<Inbound> read(
            ConsumerRecord<String, byte[]> record, BiConsumer<ConsumerRecord<String, byte[]>, String> unreadable) {
        while (true) {
            try {
                return Optional.of(inbound(record));
            } catch (UnreadableRecord | IllegalArgumentException bad) {
                unreadable.accept(record, bad.getMessage());
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
        Instant timestamp = Instant.ofEpochMilli(record.timestamp());
        if (record.value() == null) {
            return new Inbound(record.topic(), record.partition(), record.offset(), record.key(), timestamp, null);
        }
        String type = EventHeaders.get(record.headers(), "ce_type").orElse("");
        if (record.topic().equals(Topics.INCIDENT_EVENTS.name())
                && type.startsWith(EVENT_TYPES)
                && !Sentences.knows(type)) {
            throw new UnknownEvent("incident event type " + type + " at "
                    + StoredOffsets.place(record.topic(), record.partition()) + "@" + record.offset()
                    + " is not known to this version of Headwater; the projection stops here until one that knows it"
                    + " runs");
        }
        return new Inbound(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                timestamp,
                codec.decode(record.topic(), record.value()));
    }
}
