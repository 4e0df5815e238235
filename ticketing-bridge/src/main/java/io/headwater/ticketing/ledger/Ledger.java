package io.headwater.ticketing.ledger;

import io.headwater.ticketing.jira.JiraSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The side of the ledger that events come in by. Intents and the next offsets are committed together, so that an event is
 * acted on once, whatever is killed when. Blocking; waits for a database that is away.
 */
@ApplicationScoped
public class Ledger {
    private final Mutiny.SessionFactory database;
    private final LedgerHealth health;
    private final JiraSettings settings;
    private final Clock clock;

    @Inject
    Ledger(Mutiny.SessionFactory database, LedgerHealth health, JiraSettings settings, Clock clock) {
        this.database = database;
        this.health = health;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes what follows from the events. Those below the watermark are dropped: its rows are locked first, so that an
     * instance that lost its partitions cannot act beside its successor.
     *
     * @param next the next offset by place, for records that say nothing too
     */
    public void commit(List<Considered> events, Map<String, Long> next) {
        Waiting.patiently(
                "writing intents",
                health,
                () -> database.withTransaction((session, transaction) -> watermarks(session, next.keySet())
                        .chain(marks -> {
                            List<Considered> unseen = events.stream()
                                    .filter(event -> event.offset() >= nextOf(marks, event.place()))
                                    .toList();
                            Intentions intentions = new Intentions(clock.instant(), settings.editDelay());
                            return load(session, intentions, unseen)
                                    .invoke(() -> unseen.forEach(intentions::consider))
                                    .chain(() -> session.persistAll(intentions.added.toArray()))
                                    .chain(() -> advance(session, marks, next));
                        })));
    }

    /**
     * Where to read on.
     *
     * @param starts where a new installation begins: recorded for the places that have no watermark yet
     */
    public Map<String, Long> watermarks(Map<String, Long> starts) {
        return Waiting.patiently(
                "reading the watermark",
                health,
                () -> database.withTransaction((session, transaction) -> watermarks(session, starts.keySet())
                        .chain(marks -> advance(session, marks, missing(marks, starts))
                                .map(done -> marks.values().stream()
                                        .collect(Collectors.toMap(mark -> mark.place, mark -> mark.nextOffset))))));
    }

    private static Map<String, Long> missing(Map<String, WatermarkRow> marks, Map<String, Long> starts) {
        return starts.entrySet().stream()
                .filter(start -> !marks.containsKey(start.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static long nextOf(Map<String, WatermarkRow> marks, String place) {
        WatermarkRow mark = marks.get(place);
        return mark == null ? 0 : mark.nextOffset;
    }

    private static Uni<Map<String, WatermarkRow>> watermarks(Mutiny.Session session, Collection<String> places) {
        return session.createSelectionQuery(
                        "from WatermarkRow w where w.place in :places order by w.place", WatermarkRow.class)
                .setParameter("places", places)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.place, row -> row)));
    }

    private static Uni<Void> load(Mutiny.Session session, Intentions intentions, List<Considered> events) {
        Set<String> keys = events.stream().map(Considered::key).collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createSelectionQuery("from TicketRow t where t.key in :keys order by t.key", TicketRow.class)
                .setParameter("keys", keys)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .chain(tickets -> session.createSelectionQuery(
                                "from IntentRow i where i.ticketKey in :keys and i.state in :states"
                                        + " order by i.ticketKey, i.place",
                                IntentRow.class)
                        .setParameter("keys", keys)
                        .setParameter("states", State.UNFINISHED)
                        .getResultList()
                        .invoke(intents -> intentions.loaded(tickets, intents))
                        .replaceWithVoid());
    }

    private static Uni<Void> advance(Mutiny.Session session, Map<String, WatermarkRow> marks, Map<String, Long> next) {
        List<WatermarkRow> added = next.keySet().stream()
                .filter(place -> !marks.containsKey(place))
                .map(place -> {
                    WatermarkRow row = new WatermarkRow();
                    row.place = place;
                    marks.put(place, row);
                    return row;
                })
                .toList();
        next.forEach((place, offset) -> marks.get(place).nextOffset = Math.max(marks.get(place).nextOffset, offset));
        return session.persistAll(added.toArray()).chain(session::flush);
    }
}
