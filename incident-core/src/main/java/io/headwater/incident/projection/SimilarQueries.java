package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Which past incidents are like one: PostgreSQL finds those that share anything, {@link Likeness} weighs them. Past is
 * what was opened before it, or is resolved.
 */
@ApplicationScoped
public class SimilarQueries {
    /** The latest of those that share anything; more would only be weighed and thrown away. */
    private static final int WEIGHED_AT_MOST = 300;

    private static final String CANDIDATES =
            """
            with wanted as (select string_to_array(:causes, chr(10)) as causes, string_to_array(:checks, chr(10)) as checks,
                                   string_to_array(:assets, chr(10)) as assets, string_to_array(:words, chr(10)) as words),
            sharing as (
                select a.incident_key from incident_alert a where a.check_id = any (array(select unnest(checks) from wanted))
                union
                select a.incident_key from incident_alert a where a.subject = any (array(select unnest(assets) from wanted))
                union
                select i.key from incident i, wanted w where i.workspace = :workspace
                and string_to_array(trim(both chr(10) from i.root_causes), chr(10)) && w.causes
                union
                (select s.incident_key from incident_search s, wanted w
                 where s.workspace = :workspace and s.words && w.words
                 order by cardinality(array(select unnest(s.words) intersect select unnest(w.words))) desc, s.incident_key
                 limit 50))
            select i.key from incident i join sharing s on s.incident_key = i.key
            where i.workspace = :workspace and i.merged_into is null and i.key <> :key
            and (i.status in ('RESOLVED', 'CLOSED')
                 and coalesce(i.resolved_at, i.updated_at) <= cast(cast(:at as text) as timestamptz)
                 or i.opened_at < (select o.opened_at from incident o where o.key = :key))
            order by i.opened_at desc, i.id desc limit :most
            """;

    private final Mutiny.SessionFactory database;

    @Inject
    SimilarQueries(Mutiny.SessionFactory database) {
        this.database = database;
    }

    /** The most alike first; empty: no such incident. */
    public Uni<Optional<Page<SimilarIncident>>> find(String workspace, String id, int most) {
        return database.withSession(
                session -> Survivor.of(session, workspace, id).chain(row -> similar(session, row, "infinity", most)));
    }

    /** The same as it stood then: without those that were neither opened before it nor resolved by then. */
    public Uni<Optional<Page<SimilarIncident>>> find(String workspace, String id, Instant at, int most) {
        return database.withSession(session ->
                AsOf.survivor(session, workspace, id, at).chain(row -> similar(session, row, at.toString(), most)));
    }

    private Uni<Optional<Page<SimilarIncident>>> similar(
            Mutiny.Session session, Optional<IncidentRow> row, String at, int most) {
        return row.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : similar(session, row.get(), at, most)
                        .map(items -> Optional.of(new Page<SimilarIncident>(items, null)));
    }

    private Uni<List<SimilarIncident>> similar(Mutiny.Session session, IncidentRow row, String at, int most) {
        return traits(session, List.of(row))
                .map(traits -> traits.get(row.key))
                .chain(wanted -> candidates(session, row, at, wanted).chain(rows -> traits(session, rows)
                        .chain(past -> describe(session, row.workspace, rows, Likeness.rank(wanted, past, most)))));
    }

    private static Uni<List<IncidentRow>> candidates(
            Mutiny.Session session, IncidentRow row, String at, Traits wanted) {
        List<String> checks = wanted.checks().stream()
                .map(check -> check.substring(check.indexOf('/') + 1))
                .toList();
        return session.createNativeQuery(CANDIDATES, String.class)
                .setParameter("causes", String.join("\n", wanted.rootCauses()))
                .setParameter("checks", String.join("\n", checks))
                .setParameter("assets", String.join("\n", wanted.assets()))
                .setParameter("words", String.join("\n", wanted.words()))
                .setParameter("workspace", row.workspace)
                .setParameter("key", row.key)
                .setParameter("at", at)
                .setParameter("most", WEIGHED_AT_MOST)
                .getResultList()
                .chain(keys -> keys.isEmpty()
                        ? Uni.createFrom().item(List.<IncidentRow>of())
                        : session.createSelectionQuery(
                                        "from IncidentRow i where i.key in :keys order by i.openedAt desc, i.id desc",
                                        IncidentRow.class)
                                .setParameter("keys", keys)
                                .getResultList());
    }

    private static Uni<LinkedHashMap<String, Traits>> traits(Mutiny.Session session, List<IncidentRow> rows) {
        LinkedHashMap<String, Traits> traits = new LinkedHashMap<>();
        if (rows.isEmpty()) {
            return Uni.createFrom().item(traits);
        }
        for (IncidentRow row : rows) {
            Set<String> causes = new TreeSet<>(Lines.read(row.rootCauses));
            traits.put(row.key, new Traits(causes, new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
        }
        return session.createSelectionQuery(
                        "select distinct a.incidentKey, a.source, a.check, a.subject from AlertRow a"
                                + " where a.incidentKey in :keys and a.outcome <> 'SKIPPED'",
                        Object[].class)
                .setParameter("keys", traits.keySet())
                .getResultList()
                .invoke(alerts -> alerts.forEach(alert -> {
                    Traits of = traits.get((String) alert[0]);
                    of.checks().add(alert[1] + "/" + alert[2]);
                    of.assets().add((String) alert[3]);
                }))
                .chain(() -> session.createNativeQuery(
                                "select s.incident_key, array_to_string(s.words, ' ') from incident_search s"
                                        + " where s.incident_key in (:keys)",
                                Object[].class)
                        .setParameter("keys", traits.keySet())
                        .getResultList())
                .invoke(found -> found.forEach(
                        words -> traits.get((String) words[0]).words().addAll(SearchWords.words((String) words[1]))))
                .replaceWith(traits);
    }

    private static Uni<List<SimilarIncident>> describe(
            Mutiny.Session session, String workspace, List<IncidentRow> rows, List<Likeness.Match> matches) {
        Map<String, IncidentRow> byKey = rows.stream().collect(Collectors.toMap(row -> row.key, Function.identity()));
        List<IncidentRow> matched =
                matches.stream().map(match -> byKey.get(match.key())).toList();
        return Endings.of(session, workspace, matched).map(endings -> matches.stream()
                .map(match -> view(match, byKey.get(match.key()), endings.get(match.key())))
                .toList());
    }

    private static SimilarIncident view(Likeness.Match match, IncidentRow row, Resolution resolution) {
        return new SimilarIncident(
                row.id,
                row.title,
                row.status,
                row.priority,
                row.openedAt,
                Lines.read(row.rootCauses),
                match.score(),
                match.reasons(),
                resolution);
    }
}
