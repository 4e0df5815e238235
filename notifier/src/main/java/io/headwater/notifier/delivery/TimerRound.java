package io.headwater.notifier.delivery;

import io.headwater.notifier.ledger.Database;
import io.headwater.notifier.ledger.Intents;
import io.headwater.notifier.ledger.PolicyRow;
import io.headwater.notifier.ledger.TimerRow;
import io.headwater.notifier.ledger.Timers;
import io.headwater.notifier.ledger.ToldJson;
import io.headwater.notifier.ledger.ToldRow;
import io.headwater.notifier.policies.Policies;
import io.headwater.notifier.policies.PolicyReader;
import io.headwater.notifier.routing.Destination;
import io.headwater.notifier.slack.SlackSettings;
import io.headwater.notifier.telling.Circumstances;
import io.headwater.notifier.telling.DueTimer;
import io.headwater.notifier.telling.Teller;
import io.headwater.notifier.telling.Told;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Fires the timers that are due: what they say enters the ledger in the transaction that ends them. */
@ApplicationScoped
class TimerRound {
    private static final Logger LOG = Logger.getLogger(TimerRound.class);

    private final Database database;
    private final SlackSettings slack;
    private final Clock clock;

    @Inject
    TimerRound(Database database, SlackSettings slack, Clock clock) {
        this.database = database;
        this.slack = slack;
        this.clock = clock;
    }

    /** Whether any was due. */
    boolean go() {
        Instant now = clock.instant();
        return database.inTransaction(session -> session.createSelectionQuery(
                        "from TimerRow t where t.dueAt <= :now order by t.dueAt, t.id", TimerRow.class)
                .setParameter("now", now)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(50)
                .getResultList()
                .chain(due -> {
                    Uni<Void> done = Uni.createFrom().voidItem();
                    for (TimerRow row : due) {
                        done = done.chain(() -> fire(session, row, now));
                    }
                    return done.map(nothing -> !due.isEmpty());
                }));
    }

    private Uni<Void> fire(Mutiny.Session session, TimerRow row, Instant now) {
        String workspace = row.incident.substring(0, row.incident.indexOf('|'));
        return session.find(ToldRow.class, row.incident).chain(told -> session.createSelectionQuery(
                        "from PolicyRow p where p.workspace = :workspace and not p.removed", PolicyRow.class)
                .setParameter("workspace", workspace)
                .getResultList()
                .chain(policies -> decide(session, row, ToldJson.read(told), PolicyReader.read(policies), now)));
    }

    private Uni<Void> decide(Mutiny.Session session, TimerRow row, Told told, Policies policies, Instant now) {
        Destination destination = told.destination().orElse(Destination.DEFAULT);
        Circumstances circumstances = new Circumstances(
                now,
                destination,
                policies.onCall(destination, now).map(shift -> shift.person()),
                policies.escalation(destination));
        DueTimer due = Teller.whenDue(told, Timers.timer(row), circumstances);
        if (due instanceof DueTimer.Later later) {
            row.dueAt = later.until();
            return session.flush();
        }
        Uni<Void> ended = session.remove(row).chain(session::flush);
        if (due instanceof DueTimer.Tell tell) {
            Intents.Entry entry = Intents.Entry.intended(row.incident, destination.channel(), tell.intent());
            Intents.Entry said = slack.whyMute().map(entry::suppressed).orElse(entry);
            return ended.chain(() -> Intents.add(session, said, now));
        }
        LOG.infof("%s of %s is not said: %s", row.kind, row.incident, ((DueTimer.Over) due).reason());
        return ended;
    }
}
