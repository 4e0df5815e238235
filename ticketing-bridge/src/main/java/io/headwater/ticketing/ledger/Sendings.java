package io.headwater.ticketing.ledger;

import io.headwater.ticketing.ticket.Intent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The side of the ledger that intents go out by: intent → sent → confirmed, each step committed before the next is taken.
 * Blocking; a database that is away is an exception here, and the sender comes back later.
 */
@ApplicationScoped
public class Sendings {
    private static final int AT_ONCE = 50;

    private final Mutiny.SessionFactory database;
    private final Clock clock;

    @Inject
    Sendings(Mutiny.SessionFactory database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Of each ticket the first unfinished intent, where it is due. */
    public List<String> due() {
        return Waiting.forResult(() -> database.withSession(session -> session.createSelectionQuery(
                        """
                        select i.id from IntentRow i where i.state in :states and i.dueAt <= :now and i.place =
                        (select min(j.place) from IntentRow j where j.ticketKey = i.ticketKey and j.state in :states)
                        order by i.dueAt""",
                        String.class)
                .setParameter("states", State.UNFINISHED)
                .setParameter("now", clock.instant())
                .setMaxResults(AT_ONCE)
                .getResultList()));
    }

    /**
     * Marks an intent sent before anything leaves the house.
     *
     * @param settle how long after a crash the far end is left to settle before it is asked what it has
     */
    public Task begin(String intentId, Duration settle) {
        return Waiting.forResult(() -> database.withTransaction(
                (session, transaction) -> lock(session, intentId).map(rows -> {
                    IntentRow intent = rows.intent();
                    boolean mayBeDone = intent.state.equals(State.SENT);
                    intent.state = State.SENT;
                    intent.attempts++;
                    intent.dueAt = clock.instant().plus(settle);
                    TicketRow ticket = rows.ticket();
                    if (!mayBeDone && isCreate(intent)) {
                        ticket.changed(State.SENT, "", clock.instant());
                    }
                    return new Task(
                            intentId,
                            ticket.ticketId,
                            ticket.workspace,
                            ticket.incident,
                            Optional.ofNullable(ticket.remoteKey),
                            LedgerJson.read(intent.document, Intent.class),
                            intent.attempts,
                            mayBeDone);
                })));
    }

    /** The ticket was made, or found to be there. */
    public void created(String intentId, String key, String status) {
        finish(intentId, State.CONFIRMED, "", (ticket, at) -> {
            ticket.remoteKey = key;
            ticket.status = status;
            ticket.changed(State.CONFIRMED, "", at);
        });
    }

    /** Done. */
    public void confirmed(String intentId) {
        finish(intentId, State.CONFIRMED, "", (ticket, at) -> {
            if (!ticket.state.equals(State.CONFIRMED)) {
                ticket.changed(State.CONFIRMED, "", at);
            }
        });
    }

    /** Done, and the ticket has this status now. */
    public void moved(String intentId, String status) {
        finish(intentId, State.CONFIRMED, "", (ticket, at) -> {
            ticket.status = status;
            ticket.changed(State.CONFIRMED, "", at);
        });
    }

    /** Refused for good, in the far end's words. A refused ticket ends what was to follow it. */
    public void failed(String intentId, String reason) {
        finish(intentId, State.FAILED, reason, (ticket, at) -> {
            ticket.ended |= ticket.remoteKey == null;
            ticket.changed(State.FAILED, reason, at);
        });
    }

    /** Not to be sent at all. */
    public void suppressed(String intentId, String reason) {
        finish(intentId, State.SUPPRESSED, reason, (ticket, at) -> {
            ticket.ended |= ticket.remoteKey == null;
            ticket.changed(State.SUPPRESSED, reason, at);
        });
    }

    /**
     * To be tried again.
     *
     * @param mayBeDone whether the far end may have carried it out
     */
    public void postponed(String intentId, boolean mayBeDone, Duration pause, String reason) {
        Waiting.forResult(() -> database.withTransaction(
                (session, transaction) -> lock(session, intentId).invoke(rows -> {
                    rows.intent().state = mayBeDone ? State.SENT : State.INTENDED;
                    rows.intent().dueAt = clock.instant().plus(pause);
                    rows.intent().reason = reason;
                })));
    }

    /** Tickets that Kafka does not show as they are. */
    public List<TicketChange> unpublished() {
        return Waiting.forResult(() -> database.withSession(session -> session.createSelectionQuery(
                                "from TicketRow t where t.published < t.revision or (t.linked = false and t.remoteKey is"
                                        + " not null) order by t.changedAt",
                                TicketRow.class)
                        .setMaxResults(AT_ONCE)
                        .getResultList())
                .map(rows -> rows.stream().map(Sendings::change).toList()));
    }

    /** Kafka has it. */
    public void published(TicketChange change) {
        Waiting.forResult(() -> database.withTransaction((session, transaction) -> session.createMutationQuery(
                        "update TicketRow t set t.published = greatest(t.published, :revision),"
                                + " t.linked = case when :linked = true then true else t.linked end where t.key = :key")
                .setParameter("revision", change.revision())
                .setParameter("linked", change.remoteKey().isPresent())
                .setParameter("key", change.workspace() + "|" + change.incident())
                .executeUpdate()));
    }

    /** Whether this instance is the one that speaks to Jira, for {@code length} from now. */
    public boolean lease(String holder, Duration length) {
        Instant now = clock.instant();
        return Waiting.forResult(() -> database.withTransaction((session, transaction) -> session.createNativeQuery(
                        """
                        insert into sender_lease as l (id, holder, until) values (1, :holder, :until)
                        on conflict (id) do update set holder = :holder, until = :until
                        where l.holder = :holder or l.until < :now""")
                .setParameter("holder", holder)
                .setParameter("until", now.plus(length))
                .setParameter("now", now)
                .executeUpdate()
                .map(rows -> rows == 1)));
    }

    private record Rows(IntentRow intent, TicketRow ticket) {}

    /** The ticket first, as the events' side does, so that the two never wait for each other. */
    private static Uni<Rows> lock(Mutiny.Session session, String intentId) {
        return session.createSelectionQuery(
                        "from TicketRow t where t.key = (select i.ticketKey from IntentRow i where i.id = :id)",
                        TicketRow.class)
                .setParameter("id", intentId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResult()
                .chain(ticket -> session.find(IntentRow.class, intentId).map(intent -> new Rows(intent, ticket)));
    }

    private void finish(String intentId, String state, String reason, BiConsumer<TicketRow, Instant> then) {
        Waiting.forResult(() -> database.withTransaction((session, transaction) -> lock(session, intentId)
                .invoke(rows -> {
                    rows.intent().state = state;
                    rows.intent().reason = reason;
                    then.accept(rows.ticket(), clock.instant());
                })
                .call(rows -> rows.ticket().ended
                        ? endQueue(session, rows.ticket())
                        : Uni.createFrom().voidItem())));
    }

    private static Uni<Integer> endQueue(Mutiny.Session session, TicketRow ticket) {
        return session.flush().chain(() -> session.createMutationQuery(
                        "update IntentRow i set i.state = :suppressed, i.reason = :reason"
                                + " where i.ticketKey = :key and i.state in :states")
                .setParameter("suppressed", State.SUPPRESSED)
                .setParameter("reason", "there is no ticket: " + ticket.reason)
                .setParameter("key", ticket.key)
                .setParameter("states", State.UNFINISHED)
                .executeUpdate());
    }

    private static boolean isCreate(IntentRow intent) {
        return LedgerJson.read(intent.document, Intent.class) instanceof Intent.Create;
    }

    private static TicketChange change(TicketRow row) {
        return new TicketChange(
                row.ticketId,
                row.workspace,
                row.incident,
                Optional.ofNullable(row.remoteKey),
                row.status,
                row.state,
                row.reason,
                row.changedAt,
                row.revision,
                row.linked);
    }
}
