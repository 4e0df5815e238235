package io.headwater.notifier.delivery;

import io.headwater.notifier.ledger.Database;
import io.headwater.notifier.ledger.IntentRow;
import io.headwater.notifier.wire.Log;
import io.headwater.schema.DeliveryState;
import io.headwater.schema.Notification;
import io.headwater.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Says on the log how far each notification has come, after the ledger; what changed twice meanwhile is said once. An
 * edit is of interest only when it has ended.
 */
@ApplicationScoped
class Publisher {
    private static final int AT_ONCE = 200;

    private final Database database;
    private final Log log;
    private final MeterRegistry metrics;

    @Inject
    Publisher(Database database, Log log, MeterRegistry metrics) {
        this.database = database;
        this.log = log;
        this.metrics = metrics;
    }

    /** How many were said. */
    int round() {
        List<IntentRow> news = database.inTransaction(session -> session.createSelectionQuery(
                        "from IntentRow i where i.published is distinct from i.state"
                                + " and not (i.kind = EDIT and i.state in (INTENDED, SENT)) order by i.place",
                        IntentRow.class)
                .setMaxResults(AT_ONCE)
                .getResultList());
        for (IntentRow row : news) {
            log.write(
                    Topics.NOTIFICATIONS,
                    row.workspace(),
                    row.incidentId(),
                    row.id + "-" + row.state.name().toLowerCase(java.util.Locale.ROOT),
                    row.changedAt,
                    notification(row));
            database.inTransaction(session -> session.createMutationQuery(
                            "update IntentRow i set i.published = :state where i.id = :id")
                    .setParameter("state", row.state)
                    .setParameter("id", row.id)
                    .executeUpdate());
            metrics.counter(
                            "headwater.notifications",
                            "kind",
                            row.kind.word(),
                            "state",
                            row.state.name().toLowerCase(java.util.Locale.ROOT))
                    .increment();
        }
        return news.size();
    }

    private static Notification notification(IntentRow row) {
        return Notification.newBuilder()
                .setWorkspace(row.workspace())
                .setNotificationId(row.id)
                .setIncident(row.incidentId())
                .setChannel("slack")
                .setTarget(row.channel)
                .setKind(row.kind.word())
                .setState(DeliveryState.valueOf(row.state.name()))
                .setReason(row.reason)
                .setVersion(row.version)
                .setAt(row.changedAt)
                .setRemoteId(row.remoteId)
                .setUrl(row.url)
                .build();
    }
}
