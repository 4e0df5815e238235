package io.headwater.incident.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The alerts of an incident as they stood at a time: the fold of all that made them so. */
final class PastAlerts {
    private static final List<String> EVENTS =
            List.of("AlertAttached", "AlertRepeated", "CheckBrokeAgain", "CheckCleared", "MergedFrom", "SplitOff");
    /** They say from which other incident alerts came. */
    private static final List<String> ARRIVALS = List.of("MergedFrom", "SplitFrom");

    private PastAlerts() {}

    /** What had happened to its alerts, in the order of the log; where they came from another incident, there too. */
    static Uni<List<EventRow>> events(Mutiny.Session session, String incidentKey, Instant at) {
        return origins(session, Set.of(incidentKey), Set.of(incidentKey), at)
                .chain(keys -> session.createSelectionQuery(
                                "from EventRow e where e.incidentKey in :keys and e.type in :types and e.at <= :at"
                                        + " order by e.logPartition, e.logOffset",
                                EventRow.class)
                        .setParameter("keys", keys)
                        .setParameter("types", EVENTS)
                        .setParameter("at", at)
                        .getResultList());
    }

    /** @param latest those of the known whose own origins are not known yet */
    private static Uni<Set<String>> origins(Mutiny.Session session, Set<String> known, Set<String> latest, Instant at) {
        return session.createSelectionQuery(
                        "from EventRow e where e.incidentKey in :keys and e.type in :types and e.at <= :at",
                        EventRow.class)
                .setParameter("keys", latest)
                .setParameter("types", ARRIVALS)
                .setParameter("at", at)
                .getResultList()
                .chain(arrivals -> {
                    Set<String> found =
                            arrivals.stream().map(PastAlerts::origin).collect(Collectors.toSet());
                    found.removeAll(known);
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(known);
                    }
                    Set<String> all = new HashSet<>(known);
                    all.addAll(found);
                    return origins(session, all, found, at);
                });
    }

    private static String origin(EventRow arrival) {
        return RecordKey.of(
                RecordKey.parse(arrival.incidentKey).workspace(),
                Json.read(arrival.document, JsonNode.class).path("from").asText());
    }

    /** Causes first, then by time. */
    static List<AlertRow> of(IncidentRow incident, List<Inbound> events) {
        Rows<AlertRow> rows = new Rows<>();
        events.forEach(event -> AlertFold.apply(rows, event.key(), event.value()));
        List<String> causes = Lines.read(incident.rootCauses);
        return rows.all().stream()
                .filter(row -> row.incidentKey.equals(incident.key))
                .sorted(Comparator.<AlertRow, Boolean>comparing(row -> !row.isCause(causes))
                        .thenComparing(row -> row.occurredAt)
                        .thenComparing(row -> row.key))
                .toList();
    }
}
