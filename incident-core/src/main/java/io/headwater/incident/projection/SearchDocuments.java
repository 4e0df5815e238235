package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes the search documents of incidents anew from their rows; to be called when these are written. */
final class SearchDocuments {
    private static final String WRITE =
            """
            insert into incident_search (incident_key, workspace, document, words)
            select i.key, i.workspace, incident_document(i.key), incident_words(i.key) from incident i
            where i.key in (:keys)
            on conflict (incident_key) do update set document = excluded.document, words = excluded.words
            """;

    /** In the order of the keys, so that two transactions never wait for each other. */
    private static final String RESERVE =
            """
            select count(*) from (
                select pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || k.key, 0))
                from (select key from unnest(string_to_array(:keys, chr(10))) as key order by key) k) held
            """;

    private SearchDocuments() {}

    /**
     * Waits for other transactions that write of these incidents, until this one ends; to be called before anything is
     * written. An incident's events and its tickets come by two consumers: without it each could make the document
     * without what the other has written and not committed yet.
     */
    static Uni<Void> reserve(Mutiny.Session session, Collection<String> incidentKeys) {
        if (incidentKeys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(RESERVE, Long.class)
                .setParameter("keys", String.join("\n", incidentKeys))
                .getSingleResult()
                .replaceWithVoid();
    }

    static Uni<Void> write(Mutiny.Session session, Collection<String> incidentKeys) {
        if (incidentKeys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(WRITE)
                .setParameter("keys", incidentKeys)
                .executeUpdate()
                .replaceWithVoid();
    }
}
