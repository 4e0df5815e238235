package io.headwater.lineage.intake;

import io.headwater.identity.PersonHash;
import io.headwater.lineage.wire.AckedProducer;
import io.headwater.lineage.wire.DeadLetters;
import io.headwater.schema.RawPayload;
import io.headwater.topics.RecordCodec;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What every partition's intake works with. */
@Singleton
class IntakeTools {
    private static final Logger LOG = Logger.getLogger("io.headwater.lineage.intake");

    @Inject
    RecordCodec codec;

    @Inject
    AckedProducer producer;

    @Inject
    DeadLetters deadLetters;

    @Inject
    DeliveryWriter writer;

    @Inject
    DataSource database;

    @Inject
    PersonHash hash;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "headwater.lineage.part-patience")
    Duration patience;

    @ConfigProperty(name = "headwater.lineage.max-payload-bytes")
    long maxPayloadBytes;

    RecordCodec codec() {
        return codec;
    }

    AckedProducer producer() {
        return producer;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    DeliveryWriter writer() {
        return writer;
    }

    PayloadReader reader() {
        return new PayloadReader(hash, maxPayloadBytes);
    }

    Duration patience() {
        return patience;
    }

    /** A connection in a transaction; closing it without a commit rolls back. */
    Connection begin() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    void taken(RawPayload head, DeliveryWriter.Written written) {
        String result = written.outdated() ? "outdated" : "taken";
        metrics.counter("headwater.lineage.deliveries", "kind", head.getKind(), "result", result)
                .increment();
        metrics.counter("headwater.lineage.assets.written").increment(written.assets());
        metrics.counter("headwater.lineage.views.written").increment(written.views());
        LOG.infof(
                "%s %s of %s: %s, %d assets changed, %d ended, %d views",
                head.getKind(),
                head.getDeliveryId(),
                head.getWorkspace(),
                result,
                written.assets(),
                written.ended(),
                written.views());
    }

    void refused(Unreadable unreadable) {
        metrics.counter("headwater.lineage.deliveries", "kind", "any", "result", unreadable.stage())
                .increment();
    }
}
