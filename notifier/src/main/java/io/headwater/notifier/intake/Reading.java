package io.headwater.notifier.intake;

import io.headwater.notifier.ledger.Database;
import io.headwater.notifier.ledger.WatermarkRow;
import io.headwater.notifier.ledger.Watermarks;
import io.headwater.notifier.wire.DeadLetters;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.RegistryUnavailable;
import io.headwater.topics.UnreadableRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Reads a batch and has it written, in one transaction with the next offsets. What cannot be read or written becomes a
 * dead letter; a registry or database that is away is waited for; what lies below the watermark is dropped.
 */
@ApplicationScoped
class Reading {
    private static final Logger LOG = Logger.getLogger(Reading.class);
    private static final String EVENT_TYPES = "io.headwater.schema.incident.";

    private final RecordCodec codec;
    private final Database database;
    private final DeadLetters deadLetters;
    private final Patience patience;

    @Inject
    Reading(RecordCodec codec, Database database, DeadLetters deadLetters, Patience patience) {
        this.codec = codec;
        this.database = database;
        this.deadLetters = deadLetters;
        this.patience = patience;
    }

    /** Writes what the unseen records of the batch say; returns the next offsets. */
    Map<String, Long> take(
            ConsumerRecords<String, byte[]> records, BiFunction<Mutiny.Session, List<Inbound>, Uni<Void>> write) {
        List<Inbound> readable = new ArrayList<>();
        Map<String, Long> next = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            decode(record).ifPresent(readable::add);
            next.put(Watermarks.place(record.topic(), record.partition()), record.offset() + 1);
        }
        if (!next.isEmpty() && store(readable, next, write).isPresent()) {
            oneByOne(records, readable, write);
            store(List.of(), next, write);
        }
        return next;
    }

    /** Waits for a database that is away; where it refuses what the records say, says why and has written nothing. */
    private Optional<String> store(
            List<Inbound> readable,
            Map<String, Long> next,
            BiFunction<Mutiny.Session, List<Inbound>, Uni<Void>> write) {
        return patience.until("write " + next, () -> {
            try {
                database.inTransaction(session -> Watermarks.lock(session, next.keySet())
                        .chain(locked -> write.apply(session, unseen(readable, locked))
                                .chain(() -> Watermarks.advance(session, locked, next))));
                return Optional.empty();
            } catch (RuntimeException failure) {
                return Optional.of(refusal(failure).orElseThrow(() -> failure));
            }
        });
    }

    /** Finds the records that cannot be written; each becomes a dead letter, the others are written. */
    private void oneByOne(
            ConsumerRecords<String, byte[]> records,
            List<Inbound> readable,
            BiFunction<Mutiny.Session, List<Inbound>, Uni<Void>> write) {
        for (Inbound one : readable) {
            store(List.of(one), Map.of(one.place(), one.offset() + 1), write)
                    .ifPresent(reason -> keep(record(records, one), "it cannot be written: " + reason));
        }
    }

    private static ConsumerRecord<String, byte[]> record(ConsumerRecords<String, byte[]> records, Inbound wanted) {
        for (ConsumerRecord<String, byte[]> record : records) {
            boolean isThere =
                    Watermarks.place(record.topic(), record.partition()).equals(wanted.place());
            if (isThere && record.offset() == wanted.offset()) {
                return record;
            }
        }
        throw new IllegalStateException(wanted.place() + "@" + wanted.offset() + " is not in its batch");
    }

    /** What PostgreSQL says where the data is at fault (class 22), a character that no text may hold for one. */
    private static Optional<String> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused
                    && String.valueOf(refused.getSQLState()).startsWith("22")) {
                return Optional.of(String.valueOf(refused.getMessage()));
            }
        }
        return Optional.empty();
    }

    private void keep(ConsumerRecord<String, byte[]> record, String reason) {
        patience.until("keep a record that is at fault", () -> {
            deadLetters.keep(record, reason);
            return null;
        });
    }

    private static List<Inbound> unseen(List<Inbound> readable, Map<String, WatermarkRow> locked) {
        return readable.stream()
                .filter(record -> {
                    WatermarkRow row = locked.get(record.place());
                    return row == null || record.offset() >= row.nextOffset;
                })
                .toList();
    }

    private Optional<Inbound> decode(ConsumerRecord<String, byte[]> record) {
        try {
            RecordKey.parse(record.key());
            if (isForeignEvent(record)) {
                return Optional.empty();
            }
            String place = Watermarks.place(record.topic(), record.partition());
            return Optional.of(new Inbound(
                    record.topic(),
                    place,
                    record.offset(),
                    record.key(),
                    record.value() == null
                            ? null
                            : patience.whileAway(
                                    RegistryUnavailable.class,
                                    "read " + place,
                                    () -> codec.decode(record.topic(), record.value()))));
        } catch (UnreadableRecord | IllegalArgumentException bad) {
            keep(record, String.valueOf(bad.getMessage()));
            return Optional.empty();
        }
    }

    /** An event of a later version of Headwater: subscribers skip what they do not know. */
    private static boolean isForeignEvent(ConsumerRecord<String, byte[]> record) {
        String type = EventHeaders.get(record.headers(), "ce_type").orElse("");
        if (!type.startsWith(EVENT_TYPES)) {
            return false;
        }
        try {
            Class.forName(type, false, Reading.class.getClassLoader());
            return false;
        } catch (ClassNotFoundException unknown) {
            LOG.infof("skipped an event of unknown type %s", type);
            return true;
        }
    }

    /** How long is waited between attempts. */
    static Duration pause(int attempt) {
        return Duration.ofMillis(Math.min(5_000, 200L << Math.min(attempt, 5)));
    }
}
