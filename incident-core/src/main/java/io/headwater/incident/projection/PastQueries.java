package io.headwater.incident.projection;

import io.headwater.schema.incident.ImpactPart;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What can be asked about incidents, answered as it stood at a time: {@link IncidentQueries} for the past. What happened
 * in that very moment had happened. Names are those of today, and what is erased or redacted since stays so.
 */
@ApplicationScoped
public class PastQueries {
    private final Mutiny.SessionFactory database;
    private final LogRecords log;

    @Inject
    PastQueries(Mutiny.SessionFactory database, LogRecords log) {
        this.database = database;
        this.log = log;
    }

    /**
     * Latest first, or those that fit the words best first; status, priority and owner as they were then, asset and words
     * as they are known today.
     *
     * @param cursor null for the first page
     */
    public Uni<Page<IncidentView>> list(String workspace, IncidentFilter filter, Instant at, String cursor, int limit) {
        return database.withSession(session -> AssetNames.urn(session, workspace, filter)
                .chain(named -> NamedWords.of(session, workspace, named.words())
                        .chain(people -> IncidentSearch.asOf(at, workspace, named, people, cursor, limit)
                                .run(session)))
                .chain(page -> IncidentViews.of(session, workspace, page.items(), Optional.of(at))
                        .map(items -> new Page<>(items, page.next()))));
    }

    /** One incident; empty where there was none. */
    public Uni<Optional<IncidentView>> find(String workspace, String id, Instant at) {
        return database.withSession(session -> AsOf.survivor(session, workspace, id, at)
                .chain(row -> row.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : IncidentViews.of(session, workspace, List.of(row.get()), Optional.of(at))
                                .map(views -> Optional.of(views.get(0)))));
    }

    /** What had happened, in order, to it and to those merged into it; empty: there was no such incident. */
    public Uni<Optional<Page<TimelineEntry>>> timeline(
            String workspace, String id, Instant at, String cursor, int limit) {
        return database.withSession(session -> AsOf.survivor(session, workspace, id, at)
                .chain(row -> row.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : Family.of(session, row.get(), Optional.of(at))
                                .chain(keys -> IncidentQueries.timeline(
                                        session,
                                        workspace,
                                        session.createSelectionQuery(
                                                        "from EventRow e where e.incidentKey in :keys and e.at <= :at"
                                                                + " order by e.at, e.incidentKey, e.version",
                                                        EventRow.class)
                                                .setParameter("keys", keys)
                                                .setParameter("at", at),
                                        cursor,
                                        limit))
                                .map(Optional::of)));
    }

    /** Causes first, then by time; empty: there was no such incident. */
    public Uni<Optional<Page<AlertView>>> alerts(String workspace, String id, Instant at, String cursor, int limit) {
        return fromLog(
                workspace,
                id,
                at,
                (session, row) -> PastAlerts.events(session, row.key, at),
                (row, events) -> Uni.createFrom()
                        .item(Page.of(PastAlerts.of(row, events), cursor, limit)
                                .map(alert -> Views.alert(alert, Lines.read(row.rootCauses)))));
    }

    /** Most views first; empty: there was no such incident. */
    public Uni<Optional<Page<ViewerView>>> viewers(String workspace, String id, Instant at, String cursor, int limit) {
        return fromLog(workspace, id, at, PastQueries::parts, (row, events) -> {
            Page<AffectedViewerRow> page = Page.of(
                    parts(events)
                            .flatMap(part -> IncidentFold.viewers(row.key, part).stream())
                            .sorted(Comparator.<AffectedViewerRow>comparingInt(viewer -> -viewer.views)
                                    .thenComparing(viewer -> viewer.viewer)
                                    .thenComparing(viewer -> viewer.asset))
                            .toList(),
                    cursor,
                    limit);
            return database.withSession(session -> People.of(
                            session, workspace, page.items().stream().map(viewer -> viewer.viewer))
                    .map(people -> page.map(viewer -> Views.viewer(viewer, people))));
        });
    }

    /** The blast radius, nearest assets first; empty: there was no such incident. */
    public Uni<Optional<ImpactView>> impact(String workspace, String id, Instant at, String cursor, int limit) {
        return fromLog(workspace, id, at, PastQueries::parts, (row, events) -> {
            Page<AffectedAssetRow> page = Page.of(
                    parts(events)
                            .flatMap(part -> IncidentFold.assets(row.key, part).stream())
                            .sorted(Comparator.<AffectedAssetRow>comparingInt(asset -> asset.depth)
                                    .thenComparing(asset -> asset.urn))
                            .toList(),
                    cursor,
                    limit);
            return database.withSession(session -> IncidentQueries.impact(session, workspace, row, page));
        });
    }

    private interface Find {
        Uni<List<EventRow>> in(Mutiny.Session session, IncidentRow row);
    }

    /** Answers from the log's own records of some events, in their order. */
    private <T> Uni<Optional<T>> fromLog(
            String workspace, String id, Instant at, Find find, BiFunction<IncidentRow, List<Inbound>, Uni<T>> answer) {
        record Found(IncidentRow row, List<EventRow> events) {}
        return database.withSession(session -> AsOf.survivor(session, workspace, id, at)
                        .chain(row -> row.isEmpty()
                                ? Uni.createFrom().item(Optional.<Found>empty())
                                : find.in(session, row.get()).map(events -> Optional.of(new Found(row.get(), events)))))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : VertxContextSupport.executeBlocking(
                                        () -> log.read(found.get().events()))
                                .chain(events -> answer.apply(found.get().row(), events))
                                .map(Optional::of));
    }

    private static Uni<List<EventRow>> parts(Mutiny.Session session, IncidentRow row) {
        return session.createSelectionQuery(
                        "from EventRow e where e.incidentKey = :key and e.type = 'ImpactPart'"
                                + " and e.document = :document order by e.version",
                        EventRow.class)
                .setParameter("key", row.key)
                .setParameter("document", IncidentFold.document(row.impactRevision))
                .getResultList();
    }

    private static Stream<ImpactPart> parts(List<Inbound> events) {
        return events.stream().map(event -> (ImpactPart) event.value());
    }
}
