package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** How several incidents ended, read at once. */
final class Endings {
    private Endings() {}

    /** By key; those that are not resolved are left out. */
    static Uni<Map<String, Resolution>> of(Mutiny.Session session, String workspace, List<IncidentRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createSelectionQuery(
                        "from EventRow e where e.incidentKey in :keys and e.type in :types"
                                + " order by e.incidentKey, e.version",
                        EventRow.class)
                .setParameter("keys", rows.stream().map(row -> row.key).toList())
                .setParameter("types", Resolution.EVENTS)
                .getResultList()
                .chain(events -> People.of(session, workspace, mentioned(rows, events))
                        .map(people -> resolutions(rows, events, people)));
    }

    private static Stream<String> mentioned(List<IncidentRow> rows, List<EventRow> events) {
        return Stream.concat(
                rows.stream().map(row -> row.headline), events.stream().map(event -> event.document));
    }

    private static Map<String, Resolution> resolutions(List<IncidentRow> rows, List<EventRow> events, People people) {
        Map<String, List<EventRow>> byKey = events.stream().collect(Collectors.groupingBy(event -> event.incidentKey));
        Map<String, Resolution> resolutions = new HashMap<>();
        for (IncidentRow row : rows) {
            Resolution resolution = Resolution.of(row, byKey.getOrDefault(row.key, List.of()), people);
            if (resolution != null) {
                resolutions.put(row.key, resolution);
            }
        }
        return resolutions;
    }
}
