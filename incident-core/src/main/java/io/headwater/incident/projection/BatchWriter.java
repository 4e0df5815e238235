package io.headwater.incident.projection;

import io.headwater.topics.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes what a batch of records says, and the offsets after it, in one transaction. The rows of the offsets are locked
 * first and records below them dropped, so that an instance that lost its partitions cannot write over its successor.
 */
@ApplicationScoped
class BatchWriter {
    private final Mutiny.SessionFactory database;

    @Inject
    BatchWriter(Mutiny.SessionFactory database) {
        this.database = database;
    }

    /**
     * @param batch in the order of each partition
     * @param next the next offset by place, for records that could not be read too
     */
    Uni<Void> write(List<Inbound> batch, Map<String, Long> next, Destination destination) {
        return database.withTransaction((session, transaction) -> destination
                // Else each query looks for changes in all rows of the batch; what it has to see is flushed first.
                .enter(session.setFlushMode(FlushMode.COMMIT))
                .chain(() -> offsets(session, next.keySet()))
                .chain(stored -> {
                    List<Inbound> unseen = batch.stream()
                            .filter(record ->
                                    record.offset() >= stored.getOrDefault(record.place(), new OffsetRow()).nextOffset)
                            .toList();
                    IncidentFold incidents = new IncidentFold();
                    RecordFold records = new RecordFold();
                    return loadIncidents(session, incidents, events(unseen))
                            .chain(() -> loadRecords(session, records, unseen))
                            .invoke(() -> fold(unseen, incidents, records))
                            .chain(() -> destination.searchable()
                                    ? SearchDocuments.reserve(session, spoken(incidents, records))
                                    : Uni.createFrom().voidItem())
                            .chain(() -> store(session, incidents, records))
                            .chain(() -> destination.searchable()
                                    ? SearchDocuments.write(session, spoken(incidents, records))
                                    : Uni.createFrom().voidItem())
                            .chain(() -> advance(session, stored, next))
                            .chain(() -> destination.isServing()
                                    ? Announcements.of(unseen, incidents, records)
                                            .send(session)
                                    : Uni.createFrom().voidItem());
                }));
    }

    private static void fold(List<Inbound> unseen, IncidentFold incidents, RecordFold records) {
        for (Inbound record : unseen) {
            if (isEvent(record)) {
                incidents.apply(record);
            } else {
                records.apply(record);
            }
        }
    }

    private static Set<String> spoken(IncidentFold incidents, RecordFold records) {
        Set<String> keys = new HashSet<>(incidents.changed);
        keys.addAll(incidents.regrouped);
        keys.addAll(records.touched);
        return keys;
    }

    private static boolean isEvent(Inbound record) {
        return record.topic().equals(Topics.INCIDENT_EVENTS.name()) && record.value() != null;
    }

    private static List<Inbound> events(List<Inbound> batch) {
        return batch.stream().filter(BatchWriter::isEvent).toList();
    }

    private Uni<Map<String, OffsetRow>> offsets(Mutiny.Session session, Collection<String> places) {
        return session.createSelectionQuery("from OffsetRow o where o.key in :keys order by o.key", OffsetRow.class)
                .setParameter("keys", places)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.key, Function.identity())));
    }

    private Uni<Void> loadIncidents(Mutiny.Session session, IncidentFold fold, List<Inbound> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Set<String> keys = events.stream().map(Inbound::key).collect(Collectors.toSet());
        return load(session, IncidentRow.class, "key", keys, fold.incidents, row -> row.key)
                .chain(() -> TouchedAlerts.by(events).load(session, fold.alerts));
    }

    private Uni<Void> loadRecords(Mutiny.Session session, RecordFold fold, List<Inbound> batch) {
        Map<String, Set<String>> keys = new HashMap<>();
        for (Inbound record : batch) {
            keys.computeIfAbsent(record.topic(), topic -> new HashSet<>()).add(RecordFold.rowKey(record));
        }
        Set<String> assets = keys.getOrDefault(Topics.ASSET_STATUS.name(), Set.of());
        return load(session, AssetStatusRow.class, "key", assets, fold.statuses, row -> row.key)
                .chain(() -> loadIntervals(session, fold, assets, batch))
                .chain(() -> load(
                        session,
                        NotificationRow.class,
                        keys,
                        Topics.NOTIFICATIONS.name(),
                        fold.notifications,
                        row -> row.key))
                .chain(() -> load(session, TicketRow.class, keys, Topics.TICKETS.name(), fold.tickets, row -> row.key))
                .chain(() ->
                        load(session, DecisionRow.class, keys, Topics.DECISIONS.name(), fold.decisions, row -> row.key))
                .chain(() -> load(session, PersonRow.class, keys, Topics.PEOPLE.name(), fold.people, row -> row.key))
                .chain(() ->
                        load(session, AssetNamesRow.class, keys, Topics.ASSETS.name(), fold.names, row -> row.key));
    }

    /** Those that still last, and those that the batch may speak of again; an asset's whole past may be long. */
    private static Uni<Void> loadIntervals(
            Mutiny.Session session, RecordFold fold, Set<String> assets, List<Inbound> batch) {
        Optional<Instant> earliest = RecordFold.earliestTurn(batch);
        if (earliest.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createSelectionQuery(
                        "from StatusIntervalRow r where r.assetKey in :assets and (r.until is null or r.since >= :since)",
                        StatusIntervalRow.class)
                .setParameter("assets", assets)
                .setParameter("since", earliest.get())
                .getResultList()
                .invoke(rows -> rows.forEach(fold::loaded))
                .replaceWithVoid();
    }

    private static <T> Uni<Void> load(
            Mutiny.Session session,
            Class<T> type,
            Map<String, Set<String>> keysByTopic,
            String topic,
            Rows<T> into,
            Function<T, String> keyOf) {
        return load(session, type, "key", keysByTopic.getOrDefault(topic, Set.of()), into, keyOf);
    }

    private static <T> Uni<Void> load(
            Mutiny.Session session,
            Class<T> type,
            String column,
            Collection<String> keys,
            Rows<T> into,
            Function<T, String> keyOf) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String query = "from " + type.getSimpleName() + " r where r." + column + " in :keys";
        return session.createSelectionQuery(query, type)
                .setParameter("keys", keys)
                .getResultList()
                .invoke(rows -> rows.forEach(row -> into.loaded(keyOf.apply(row), row)))
                .replaceWithVoid();
    }

    private static Uni<Void> store(Mutiny.Session session, IncidentFold incidents, RecordFold records) {
        return session.persistAll(incidents.incidents.added().toArray())
                .chain(() -> store(session, incidents.alerts))
                .chain(() -> session.persistAll(incidents.added().toArray()))
                .chain(() -> store(session, records.statuses))
                .chain(() -> store(session, records.intervals))
                .chain(() -> store(session, records.notifications))
                .chain(() -> store(session, records.tickets))
                .chain(() -> store(session, records.decisions))
                .chain(() -> store(session, records.people))
                .chain(() -> store(session, records.names))
                .chain(session::flush)
                .chain(() -> supersede(session, incidents))
                .chain(() -> redact(session, incidents));
    }

    private static <T> Uni<Void> store(Mutiny.Session session, Rows<T> rows) {
        return session.persistAll(rows.added().toArray())
                .chain(() -> session.removeAll(rows.removed().toArray()));
    }

    /** An impact revision replaces the one before. */
    private static Uni<Void> supersede(Mutiny.Session session, IncidentFold fold) {
        if (fold.revised.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return supersede(session, "AffectedAssetRow", fold.revised)
                .chain(() -> supersede(session, "AffectedViewerRow", fold.revised));
    }

    private static Uni<Void> supersede(Mutiny.Session session, String entity, Collection<String> keys) {
        return session.createMutationQuery("delete from " + entity + " r where r.incidentKey in :keys and r.revision <"
                        + " (select i.impactRevision from IncidentRow i where i.key = r.incidentKey)")
                .setParameter("keys", keys)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> redact(Mutiny.Session session, IncidentFold fold) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Map.Entry<String, Set<String>> notes : fold.redactedNotes.entrySet()) {
            done = done.chain(() -> session.createMutationQuery(
                                    "update EventRow e set e.sentence = :sentence, e.document = '{}'"
                                            + " where e.incidentKey = :key and e.noteId in :notes")
                            .setParameter("sentence", IncidentFold.REDACTED)
                            .setParameter("key", notes.getKey())
                            .setParameter("notes", notes.getValue())
                            .executeUpdate())
                    .replaceWithVoid();
        }
        return done;
    }

    private static Uni<Void> advance(Mutiny.Session session, Map<String, OffsetRow> stored, Map<String, Long> next) {
        List<OffsetRow> added = next.keySet().stream()
                .filter(place -> !stored.containsKey(place))
                .map(place -> {
                    OffsetRow row = new OffsetRow();
                    row.key = place;
                    stored.put(place, row);
                    return row;
                })
                .toList();
        next.forEach((place, offset) -> stored.get(place).nextOffset = Math.max(stored.get(place).nextOffset, offset));
        return session.persistAll(added.toArray()).chain(session::flush);
    }
}
