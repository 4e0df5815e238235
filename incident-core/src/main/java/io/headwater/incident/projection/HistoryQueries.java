package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** In which incidents a check or an asset was, and how each ended; latest first. */
@ApplicationScoped
public class HistoryQueries {
    private final Mutiny.SessionFactory database;

    @Inject
    HistoryQueries(Mutiny.SessionFactory database) {
        this.database = database;
    }

    /**
     * Empty where nothing is known of it.
     *
     * @param check the source's own id
     * @param cursor null for the first page
     */
    public Uni<Page<HistoryEntry>> ofCheck(String workspace, String source, String check, String cursor, int limit) {
        IncidentSearch search = IncidentSearch.ofCheck(workspace, source, check, cursor, limit);
        return database.withSession(session -> search.run(session).chain(page -> alerts(
                        session,
                        page,
                        "a.source = :source and a.check = :check",
                        Map.of("source", source, "check", check))
                .chain(alerts -> Endings.of(session, workspace, page.items())
                        .map(endings -> new Page<>(
                                page.items().stream()
                                        .map(row ->
                                                HistoryEntry.ofCheck(row, alerts.get(row.key), endings.get(row.key)))
                                        .toList(),
                                page.next())))));
    }

    /**
     * The same of an asset; `affected` in incidents whose blast radius, as last revised, holds it.
     *
     * @param name its URN or an alias of it, `kind:value`
     */
    public Uni<Page<HistoryEntry>> ofAsset(String workspace, String name, String cursor, int limit) {
        return database.withSession(session ->
                AssetNames.urn(session, workspace, name).chain(urn -> ofAsset(session, workspace, urn, cursor, limit)));
    }

    private static Uni<Page<HistoryEntry>> ofAsset(
            Mutiny.Session session, String workspace, String urn, String cursor, int limit) {
        return IncidentSearch.ofAsset(workspace, urn, cursor, limit)
                .run(session)
                .chain(page -> alerts(session, page, "position(:line in a.assets) > 0", Map.of("line", Lines.item(urn)))
                        .chain(alerts -> Endings.of(session, workspace, page.items())
                                .map(endings -> new Page<>(
                                        page.items().stream()
                                                .map(row -> HistoryEntry.ofAsset(
                                                        row,
                                                        urn,
                                                        alerts.getOrDefault(row.key, List.of()),
                                                        endings.get(row.key)))
                                                .toList(),
                                        page.next()))));
    }

    private static Uni<Map<String, List<AlertRow>>> alerts(
            Mutiny.Session session, Page<IncidentRow> page, String condition, Map<String, String> parameters) {
        if (page.items().isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var query = session.createSelectionQuery(
                        "from AlertRow a where a.incidentKey in :keys and " + condition, AlertRow.class)
                .setParameter("keys", page.items().stream().map(row -> row.key).toList());
        parameters.forEach(query::setParameter);
        return query.getResultList()
                .map(rows -> rows.stream().collect(Collectors.groupingBy(alert -> alert.incidentKey)));
    }
}
