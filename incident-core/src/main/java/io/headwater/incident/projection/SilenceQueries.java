package io.headwater.incident.projection;

import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What can be asked about silences. */
@ApplicationScoped
public class SilenceQueries {
    private final Mutiny.SessionFactory database;

    @Inject
    SilenceQueries(Mutiny.SessionFactory database) {
        this.database = database;
    }

    /**
     * What a silence hid, outcome by outcome, and how each of its periods ended; latest first.
     *
     * @param policy `silence/name` or `maintenance/name`
     * @param cursor null for the first page
     */
    public Uni<Page<SilencedView>> hidden(String workspace, String policy, String cursor, int limit) {
        return database.withSession(session -> IncidentQueries.page(
                        session.createSelectionQuery(
                                        "from DecisionRow d where d.policyKey = :policy order by d.at desc, d.key",
                                        DecisionRow.class)
                                .setParameter("policy", RecordKey.of(workspace, policy)),
                        cursor,
                        limit)
                .chain(page -> People.of(
                                session, workspace, page.items().stream().map(row -> row.reason))
                        .map(people -> new Page<>(
                                page.items().stream()
                                        .map(row -> Views.silenced(row, people))
                                        .toList(),
                                page.next()))));
    }

    /**
     * How many outcomes each silence hid; without those that hid none.
     *
     * @param policies `silence/name` or `maintenance/name`
     */
    public Uni<Map<String, Long>> counts(String workspace, Collection<String> policies) {
        if (policies.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return database.withSession(session -> session.createSelectionQuery(
                                "select d.policyKey, count(*) from DecisionRow d where d.policyKey in :policies"
                                        + " and d.kind = 'SUPPRESSED' group by d.policyKey",
                                Object[].class)
                        .setParameter(
                                "policies",
                                policies.stream()
                                        .map(policy -> RecordKey.of(workspace, policy))
                                        .toList())
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> RecordKey.parse((String) row[0]).id(), row -> ((Number) row[1]).longValue())));
    }

    /** What people are called who answer for silences, by their hash. */
    public Uni<Map<String, String>> authors(String workspace, Collection<String> people) {
        return database.withSession(session -> People.of(session, workspace, people.stream()))
                .map(known -> people.stream().distinct().collect(Collectors.toMap(Function.identity(), known::name)));
    }
}
