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

    private SearchDocuments() {}

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
