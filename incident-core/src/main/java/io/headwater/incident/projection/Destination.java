package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Which projection a batch is written to.
 *
 * @param schema null: the one that serves, whose changes are announced
 * @param searchable whether search documents are made along the way; a rebuild makes them all at once later
 */
record Destination(String schema, boolean searchable) {
    static final Destination SERVING = new Destination(null, true);

    boolean isServing() {
        return schema == null;
    }

    /** For the rest of the session's transaction. */
    Uni<Void> enter(Mutiny.Session session) {
        if (isServing()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery("select set_config('search_path', :schema, true)", String.class)
                .setParameter("schema", schema)
                .getSingleResult()
                .replaceWithVoid();
    }
}
