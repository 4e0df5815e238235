package io.headwater.lineage.intake;

import io.headwater.lineage.submission.Rejected;
import io.headwater.lineage.wire.AckedProducer;
import io.headwater.lineage.wire.DeadLetters;
import io.headwater.schema.RawPayload;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/** One partition of the raw topic: deliveries in, differences out, the offset with them. For one thread. */
final class PartitionIntake implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PartitionIntake.class);
    /** PostgreSQL's classes of errors that the data brought about: another try would end alike. */
    private static final Set<String> DATA_AT_FAULT = Set.of("22", "23", "54");

    private final int partition;
    private final IntakeTools tools;
    private final Assembly assembly;
    private OptionalLong stored;
    private long next;

    PartitionIntake(int partition, OptionalLong stored, IntakeTools tools) {
        this.partition = partition;
        this.stored = stored;
        this.next = stored.orElse(0);
        this.tools = tools;
        this.assembly = new Assembly(tools.patience());
    }

    /** Takes one record; returns once all that follows from it is durable. */
    void take(ConsumerRecord<String, byte[]> record) throws SQLException, IOException {
        next = record.offset() + 1;
        Instant seen = Instant.ofEpochMilli(record.timestamp());
        for (OpenDelivery late : assembly.abandoned(seen)) {
            abandon(late, record);
        }
        RawPayload part;
        try {
            part = tools.codec().decode(Topics.RAW, record.value(), RawPayload.class);
            // The key decides the partition and so the order: a payload that claims another workspace is not let in.
            if (!RecordKey.parse(String.valueOf(record.key())).workspace().equals(part.getWorkspace())) {
                throw new UnreadableRecord("key " + record.key() + " and workspace differ");
            }
        } catch (UnreadableRecord | IllegalArgumentException unreadable) {
            deadLetter("unknown", "unknown", "", record, new Unreadable("decode", unreadable.getMessage()));
            return;
        }
        if (PayloadReader.KINDS.contains(part.getKind())) {
            take(part, record, seen);
        }
    }

    /** Stores where to resume, after records that changed nothing. */
    void rest() throws SQLException {
        long resume = assembly.resumeAt(next);
        if (stored.isEmpty() || resume > stored.getAsLong()) {
            try (Connection connection = tools.begin()) {
                advance(connection);
                connection.commit();
            }
            stored = OptionalLong.of(resume);
        }
    }

    @Override
    public void close() throws IOException {
        assembly.close();
    }

    private void take(RawPayload part, ConsumerRecord<String, byte[]> record, Instant seen)
            throws SQLException, IOException {
        Optional<OpenDelivery> whole;
        try {
            whole = assembly.take(record.key(), part, record.offset(), seen);
        } catch (Unreadable unreadable) {
            deadLetter(part.getWorkspace(), part.getDeliveryId(), part.getSource(), record, unreadable);
            return;
        }
        if (whole.isPresent()) {
            try (OpenDelivery delivery = whole.get()) {
                settle(delivery, record);
            }
        }
    }

    private void settle(OpenDelivery delivery, ConsumerRecord<String, byte[]> last) throws SQLException, IOException {
        RawPayload head = delivery.first();
        try {
            Said said = read(delivery);
            write(head, said, last);
        } catch (Unreadable unreadable) {
            deadLetter(head.getWorkspace(), head.getDeliveryId(), head.getSource(), last, unreadable);
        }
    }

    private Said read(OpenDelivery delivery) throws IOException {
        try {
            return tools.reader().read(delivery);
        } catch (Unreadable unreadable) {
            throw unreadable;
        } catch (RuntimeException surprise) {
            LOG.errorf(surprise, "delivery %s cannot be read", delivery.first().getDeliveryId());
            throw new Unreadable(
                    "read", "cannot be read: " + surprise.getClass().getSimpleName(), null, surprise);
        }
    }

    private void write(RawPayload head, Said said, ConsumerRecord<String, byte[]> last) throws SQLException {
        AckedProducer.Batch batch = tools.producer().batch();
        Instant at = Instant.ofEpochMilli(last.timestamp());
        try (Connection connection = tools.begin()) {
            advance(connection);
            DeliveryWriter.Written written =
                    tools.writer().write(connection, head.getWorkspace(), head.getDeliveryId(), said, at, batch);
            for (Rejected rejected : said.rejected()) {
                rejected(head, rejected, at, batch);
            }
            batch.await();
            connection.commit();
            moved();
            tools.taken(head, written);
        } catch (SQLException failure) {
            throw atFault(failure);
        } catch (io.headwater.lineage.wire.NotAcknowledged refused) {
            if (refused.getCause() instanceof RecordTooLargeException) {
                throw new Unreadable("write", "a record of it is too large: " + refused.getMessage(), null, refused);
            }
            throw refused;
        }
    }

    private static SQLException atFault(SQLException failure) {
        String state = failure.getSQLState();
        if (state != null && state.length() == 5 && DATA_AT_FAULT.contains(state.substring(0, 2))) {
            throw new Unreadable("store", "the database refuses it: " + failure.getMessage(), null, failure);
        }
        return failure;
    }

    private void abandon(OpenDelivery late, ConsumerRecord<String, byte[]> now) throws SQLException, IOException {
        RawPayload head = late.first();
        try (late) {
            Unreadable reason = new Unreadable(
                    "assemble",
                    "part " + late.missingFrom() + " of " + head.getParts() + " never came; its sender broke off after"
                            + " offset " + late.lastOffset());
            deadLetter(head.getWorkspace(), head.getDeliveryId(), head.getSource(), now, reason);
        }
    }

    private void deadLetter(
            String workspace,
            String deliveryId,
            String source,
            ConsumerRecord<String, byte[]> record,
            Unreadable unreadable)
            throws SQLException {
        LOG.warnf("delivery %s of %s: %s: %s", deliveryId, workspace, unreadable.stage(), unreadable.getMessage());
        AckedProducer.Batch batch = tools.producer().batch();
        tools.deadLetters()
                .send(
                        workspace,
                        deliveryId,
                        source,
                        new DeadLetters.Reason(
                                unreadable.stage(),
                                unreadable.getMessage(),
                                unreadable.field(),
                                "mend the payload and send it again to /api/lineage/" + workspace
                                        + "; all parts as they came stay on " + record.topic() + ", partition "
                                        + partition + ", under key " + record.key() + ", for 30 days"),
                        record,
                        Instant.ofEpochMilli(record.timestamp()),
                        batch);
        batch.await();
        tools.refused(unreadable);
        rest();
    }

    private void rejected(RawPayload head, Rejected rejected, Instant at, AckedProducer.Batch batch) {
        tools.deadLetters()
                .send(
                        head.getWorkspace(),
                        head.getDeliveryId(),
                        head.getSource(),
                        new DeadLetters.Reason(
                                "read", rejected.rule(), rejected.path(), "mend the item and send it again"),
                        rejected.item().toString().getBytes(StandardCharsets.UTF_8),
                        at,
                        batch);
    }

    private void advance(Connection connection) throws SQLException {
        IntakeOffsets.advance(connection, partition, stored, assembly.resumeAt(next));
    }

    private void moved() {
        stored = OptionalLong.of(assembly.resumeAt(next));
    }
}
