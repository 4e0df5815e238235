package io.headwater.notifier.delivery;

import io.headwater.notifier.ledger.Database;
import io.headwater.notifier.ledger.IntentRow;
import io.headwater.notifier.ledger.State;
import io.headwater.notifier.ledger.ThreadRow;
import io.headwater.notifier.slack.Posted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The notifications that are open, and each step of them: one transaction a step. */
@ApplicationScoped
class Outbox {
    /** Longer than any call takes; after it another instance may go on. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final int AT_ONCE = 1000;

    private final Database database;
    private final Clock clock;
    private final String instance;

    @Inject
    Outbox(
            Database database,
            Clock clock,
            @ConfigProperty(name = "headwater.instance", defaultValue = "1") String instance) {
        this.database = database;
        this.clock = clock;
        this.instance = instance;
    }

    /** What an earlier life of this instance had in hand is free. */
    void releaseOwn() {
        database.inTransaction(session -> session.createMutationQuery(
                        "update IntentRow i set i.leasedUntil = null where i.leasedBy = :me")
                .setParameter("me", instance)
                .executeUpdate());
    }

    /** In the order of telling. */
    List<IntentRow> open() {
        return database.inTransaction(session -> session.createSelectionQuery(
                        "from IntentRow i where i.state in (INTENDED, SENT) order by i.place", IntentRow.class)
                .setMaxResults(AT_ONCE)
                .getResultList());
    }

    boolean isLeasedByAnother(IntentRow row, Instant now) {
        return row.leasedUntil != null && row.leasedUntil.isAfter(now) && !instance.equals(row.leasedBy);
    }

    Optional<ThreadRow> thread(String incident) {
        return Optional.ofNullable(database.inTransaction(session -> session.find(ThreadRow.class, incident)));
    }

    Optional<IntentRow> find(String id) {
        return Optional.ofNullable(database.inTransaction(session -> session.find(IntentRow.class, id)));
    }

    /** Says before the call that it may go out; false where the row is not as it was seen. */
    boolean claim(IntentRow seen) {
        Instant now = clock.instant();
        int changed = database.inTransaction(session -> session.createMutationQuery(
                        "update IntentRow i set i.state = SENT, i.attempts = i.attempts + 1, i.changedAt = :now,"
                                + " i.firstTryAt = coalesce(i.firstTryAt, :now), i.leasedBy = :me,"
                                + " i.leasedUntil = :until where i.id = :id and i.state = :state"
                                + " and i.attempts = :attempts")
                .setParameter("now", now)
                .setParameter("me", instance)
                .setParameter("until", now.plus(LEASE))
                .setParameter("id", seen.id)
                .setParameter("state", seen.state)
                .setParameter("attempts", seen.attempts)
                .executeUpdate());
        return changed == 1;
    }

    /** It arrived. An announcement's thread begins with it. */
    void confirm(IntentRow row, Posted where, String url, String digest) {
        database.inTransaction(
                session -> end(session, row, State.CONFIRMED, "", where, url).chain(() -> switch (row.kind) {
                    case ANNOUNCE -> session.persist(begin(row, where, url, digest));
                    case DETAILS ->
                        session.find(ThreadRow.class, row.incident)
                                .invoke(thread -> {
                                    thread.detailsTs = where.ts();
                                    thread.detailsDigest = digest;
                                })
                                .replaceWithVoid();
                    default -> Uni.createFrom().voidItem();
                }));
    }

    private static ThreadRow begin(IntentRow row, Posted where, String url, String digest) {
        ThreadRow thread = new ThreadRow();
        thread.id = row.incident;
        thread.channel = where.channel();
        thread.ts = where.ts();
        thread.url = url;
        thread.digest = digest;
        return thread;
    }

    /** The message shows this now. */
    void shown(ThreadRow thread) {
        database.inTransaction(session -> session.merge(thread));
    }

    void end(IntentRow row, State state, String reason) {
        database.inTransaction(session -> end(session, row, state, reason, null, null));
    }

    private Uni<Void> end(
            org.hibernate.reactive.mutiny.Mutiny.Session session,
            IntentRow row,
            State state,
            String reason,
            Posted where,
            String url) {
        return session.find(IntentRow.class, row.id)
                .onItem()
                .ifNotNull()
                .invoke(found -> {
                    found.state = state;
                    found.reason = reason;
                    found.changedAt = clock.instant();
                    found.leasedUntil = null;
                    found.remoteId = where == null ? found.remoteId : where.channel() + "/" + where.ts();
                    found.url = url == null ? found.url : url;
                })
                .replaceWithVoid();
    }

    /**
     * Another attempt later; none where a newer edit has taken the row's place.
     *
     * @param state INTENDED where it surely did not arrive, SENT where that is not known
     */
    void again(IntentRow row, State state, String reason, Instant when) {
        database.inTransaction(session -> session.find(IntentRow.class, row.id)
                .onItem()
                .ifNotNull()
                .invoke(found -> {
                    found.state = state;
                    found.reason = reason;
                    found.changedAt = clock.instant();
                    found.nextTryAt = when;
                    found.leasedUntil = null;
                })
                .replaceWithVoid());
    }
}
