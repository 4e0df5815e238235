package io.headwater.incident.projection;

import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
}
