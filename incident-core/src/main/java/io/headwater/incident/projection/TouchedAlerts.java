package io.headwater.incident.projection;

import io.headwater.schema.incident.AlertAttached;
import io.headwater.schema.incident.AlertRepeated;
import io.headwater.schema.incident.CheckBrokeAgain;
import io.headwater.schema.incident.CheckCleared;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The alerts that the events of a batch may change.
 *
 * @param keys of the incidents whose checks are spoken of
 * @param checks that are spoken of
 * @param whole keys of the incidents between which alerts move
 */
record TouchedAlerts(Set<String> keys, Set<String> checks, Set<String> whole) {

    static TouchedAlerts by(List<Inbound> events) {
        TouchedAlerts touched = new TouchedAlerts(new HashSet<>(), new HashSet<>(), new HashSet<>());
        for (Inbound event : events) {
            checkOf(event.value()).ifPresent(check -> {
                touched.keys.add(event.key());
                touched.checks.add(check);
            });
            touched.whole.addAll(AlertFold.between(event.key(), event.value()));
        }
        return touched;
    }

    private static Optional<String> checkOf(SpecificRecord event) {
        if (event instanceof CheckCleared cleared) {
            return Optional.of(cleared.getCheck());
        } else if (event instanceof AlertAttached attached) {
            return Optional.of(attached.getOutcome().getCheck());
        } else if (event instanceof AlertRepeated repeated) {
            return Optional.of(repeated.getOutcome().getCheck());
        }
        return event instanceof CheckBrokeAgain broke
                ? Optional.of(broke.getOutcome().getCheck())
                : Optional.empty();
    }

    Uni<Void> load(Mutiny.Session session, Rows<AlertRow> alerts) {
        if (checks.isEmpty() && whole.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createSelectionQuery(
                        "from AlertRow a where a.incidentKey in :keys and a.check in :checks or a.incidentKey in :whole",
                        AlertRow.class)
                .setParameter("keys", keys)
                .setParameter("checks", checks)
                .setParameter("whole", whole)
                .getResultList()
                .invoke(rows -> rows.forEach(row -> alerts.loaded(row.key, row)))
                .replaceWithVoid();
    }
}
