package io.headwater.incident.projection;

import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The incident that answers for an id: itself, or what it was merged into in the end. */
final class Survivor {
    private static final int MERGES_AT_MOST = 32;

    private Survivor() {}

    static Uni<Optional<IncidentRow>> of(Mutiny.Session session, String workspace, String id) {
        return of(session, workspace, id, MERGES_AT_MOST);
    }

    private static Uni<Optional<IncidentRow>> of(Mutiny.Session session, String workspace, String id, int left) {
        return session.find(IncidentRow.class, RecordKey.of(workspace, id)).chain(row -> {
            if (row == null || row.mergedInto == null || left == 0) {
                return Uni.createFrom().item(Optional.ofNullable(row));
            }
            return of(session, workspace, row.mergedInto, left - 1)
                    .map(next -> next.isPresent() ? next : Optional.of(row));
        });
    }
}
