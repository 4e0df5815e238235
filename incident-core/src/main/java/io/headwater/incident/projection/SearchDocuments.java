package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes the search documents of incidents anew from their rows; to be called when these are written. */
final class SearchDocuments {
    /** The incidents, and those in which they live on: what was said in them is found there. */
    private static final String LIVES_ON =
            """
            with recursive lives_on (key) as (
                select key from unnest(string_to_array(:keys, chr(10))) as key
                union
                select i.workspace || '|' || i.merged_into from lives_on l join incident i on i.key = l.key
                where i.merged_into is not null)
            """;

    private static final String WRITE = LIVES_ON
            + """
            insert into incident_search (incident_key, workspace, document, words)
            select i.key, i.workspace, incident_document(i.key), incident_words(i.key) from incident i
            where i.key in (select key from lives_on)
            on conflict (incident_key) do update set document = excluded.document, words = excluded.words
            """;

    /** In the order of the keys, so that two transactions never wait for each other. */
    private static final String RESERVE = LIVES_ON
            + """
            select count(*) from (
                select pg_advisory_xact_lock(hashtextextended(current_schema() || ' ' || k.key, 0))
                from (select key from lives_on order by key) k) held
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
                .setParameter("keys", String.join("\n", incidentKeys))
                .executeUpdate()
                .replaceWithVoid();
    }
}
