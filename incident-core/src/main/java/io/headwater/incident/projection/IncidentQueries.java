package io.headwater.incident.projection;

import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What can be asked about incidents; the same answers for the HTTP interface and the pages. An id that was merged away
 * answers as its survivor.
 */
@ApplicationScoped
public class IncidentQueries {
    private final Mutiny.SessionFactory database;

    @Inject
    IncidentQueries(Mutiny.SessionFactory database) {
        this.database = database;
    }

    /**
     * Latest first, or those that fit the words best first.
     *
     * @param cursor null for the first page
     * @throws IllegalArgumentException where the cursor is none of ours
     */
    public Uni<Page<IncidentView>> list(String workspace, IncidentFilter filter, String cursor, int limit) {
        return database.withSession(session -> AssetNames.urn(session, workspace, filter)
                .chain(named -> NamedWords.of(session, workspace, named.words())
                        .chain(people -> IncidentSearch.of(workspace, named, people, cursor, limit)
                                .run(session)))
                .chain(page -> IncidentViews.of(session, workspace, page.items())
                        .map(items -> new Page<>(items, page.next()))));
    }

    /** One incident; empty where there is none. */
    public Uni<Optional<IncidentView>> find(String workspace, String id) {
        return database.withSession(session -> Survivor.of(session, workspace, id)
                .chain(row -> row.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : IncidentViews.of(session, workspace, List.of(row.get()))
                                .map(views -> Optional.of(views.get(0)))));
    }

    /** In the order it happened, what happened to incidents merged into this one included; empty: no such incident. */
    public Uni<Optional<Page<TimelineEntry>>> timeline(String workspace, String id, String cursor, int limit) {
        return database.withSession(
                session -> ofSurvivor(session, workspace, id, row -> Family.of(session, row, Optional.empty())
                        .chain(keys -> timeline(
                                session,
                                workspace,
                                session.createSelectionQuery(
                                                "from EventRow e where e.incidentKey in :keys order by e.at, e.incidentKey, e.version",
                                                EventRow.class)
                                        .setParameter("keys", keys),
                                cursor,
                                limit))));
    }

    static Uni<Page<TimelineEntry>> timeline(
            Mutiny.Session session,
            String workspace,
            Mutiny.SelectionQuery<EventRow> events,
            String cursor,
            int limit) {
        return page(events, cursor, limit).chain(page -> People.of(
                        session, workspace, page.items().stream().map(event -> event.sentence))
                .map(people -> page.map(event -> Views.timeline(event, people))));
    }

    /** Causes first, then by time; empty: no such incident. */
    public Uni<Optional<Page<AlertView>>> alerts(String workspace, String id, String cursor, int limit) {
        return database.withSession(session -> ofSurvivor(session, workspace, id, row -> {
            List<String> causes = Lines.read(row.rootCauses);
            return page(alerts(session, row.key, causes), cursor, limit)
                    .map(page -> page.map(alert -> Views.alert(alert, causes)));
        }));
    }

    /** As {@link AlertRow#isCause} has it, which the database has to know for the order of pages. */
    private static Mutiny.SelectionQuery<AlertRow> alerts(Mutiny.Session session, String key, List<String> causes) {
        String watches = IntStream.range(0, causes.size())
                .mapToObj(i -> "position(:cause" + i + " in a.assets) > 0")
                .collect(Collectors.joining(" or "));
        String causesFirst = causes.isEmpty() ? "" : "case when a.evidence and (" + watches + ") then 0 else 1 end, ";
        var query = session.createSelectionQuery(
                        "from AlertRow a where a.incidentKey = :key order by " + causesFirst + "a.occurredAt, a.key",
                        AlertRow.class)
                .setParameter("key", key);
        for (int i = 0; i < causes.size(); i++) {
            query.setParameter("cause" + i, Lines.item(causes.get(i)));
        }
        return query;
    }

    /** Most views first; empty: no such incident. */
    public Uni<Optional<Page<ViewerView>>> viewers(String workspace, String id, String cursor, int limit) {
        return database.withSession(session -> ofSurvivor(session, workspace, id, row -> page(
                        session.createSelectionQuery(
                                        "from AffectedViewerRow v where v.incidentKey = :key and v.revision = :revision"
                                                + " order by v.views desc, v.viewer, v.asset",
                                        AffectedViewerRow.class)
                                .setParameter("key", row.key)
                                .setParameter("revision", row.impactRevision),
                        cursor,
                        limit)
                .chain(page -> People.of(
                                session, workspace, page.items().stream().map(viewer -> viewer.viewer))
                        .map(people -> new Page<>(
                                page.items().stream()
                                        .map(viewer -> Views.viewer(viewer, people))
                                        .toList(),
                                page.next())))));
    }

    /** The blast radius, nearest assets first; empty: no such incident. */
    public Uni<Optional<ImpactView>> impact(String workspace, String id, String cursor, int limit) {
        return database.withSession(session -> ofSurvivor(session, workspace, id, row -> page(
                        session.createSelectionQuery(
                                        "from AffectedAssetRow a where a.incidentKey = :key"
                                                + " and a.revision = :revision order by a.depth, a.urn",
                                        AffectedAssetRow.class)
                                .setParameter("key", row.key)
                                .setParameter("revision", row.impactRevision),
                        cursor,
                        limit)
                .chain(page -> impact(session, workspace, row, page))));
    }

    static Uni<ImpactView> impact(
            Mutiny.Session session, String workspace, IncidentRow row, Page<AffectedAssetRow> page) {
        return People.of(
                        session,
                        workspace,
                        Stream.concat(
                                Stream.of(row.headline), page.items().stream().map(asset -> asset.owners)))
                .map(people -> new ImpactView(
                        Views.impact(row, people),
                        page.items().stream()
                                .map(asset -> Views.asset(asset, people))
                                .toList(),
                        page.next()));
    }

    /** What was decided about a command; empty while nothing was. */
    public Uni<Optional<DecisionView>> decision(String workspace, String command) {
        return database.withSession(session -> session.find(DecisionRow.class, RecordKey.of(workspace, command)))
                .map(row -> Optional.ofNullable(row).map(Views::decision));
    }

    /** What was decided about those of the commands that were decided. */
    public Uni<List<DecisionView>> decisions(String workspace, List<String> commands) {
        return database.withSession(session -> session.createSelectionQuery(
                                "from DecisionRow d where d.key in :keys", DecisionRow.class)
                        .setParameter(
                                "keys",
                                commands.stream()
                                        .map(command -> RecordKey.of(workspace, command))
                                        .toList())
                        .getResultList())
                .map(rows -> rows.stream().map(Views::decision).toList());
    }

    /** Whether somebody has said who is behind a hash. */
    public Uni<Boolean> isNamed(String workspace, String person) {
        return database.withSession(session -> session.find(PersonRow.class, RecordKey.of(workspace, person)))
                .map(row -> row != null);
    }

    private static <T> Uni<Optional<T>> ofSurvivor(
            Mutiny.Session session, String workspace, String id, Function<IncidentRow, Uni<T>> answer) {
        return Survivor.of(session, workspace, id)
                .chain(row -> row.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : answer.apply(row.get()).map(Optional::of));
    }

    static <T> Uni<Page<T>> page(Mutiny.SelectionQuery<T> query, String cursor, int limit) {
        int from = Page.start(cursor);
        return query.setFirstResult(from)
                .setMaxResults(limit + 1)
                .getResultList()
                .map(rows -> rows.size() > limit
                        ? new Page<>(rows.subList(0, limit), Cursor.of(from + limit, "", ""))
                        : new Page<>(rows, null));
    }
}
