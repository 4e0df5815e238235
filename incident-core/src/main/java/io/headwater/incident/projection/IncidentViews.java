package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Incidents as people see them: with what was told and linked, of those merged into them too, and with names. */
final class IncidentViews {
    private IncidentViews() {}

    /** As they stand, in the order of the rows. */
    static Uni<List<IncidentView>> of(Mutiny.Session session, String workspace, List<IncidentRow> rows) {
        return of(session, workspace, rows, Optional.empty());
    }

    /** @param at leaves out what was told or linked first after that */
    static Uni<List<IncidentView>> of(
            Mutiny.Session session, String workspace, List<IncidentRow> rows, Optional<Instant> at) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Family.of(session, rows.stream().map(row -> row.key).toList(), at)
                .chain(families -> {
                    List<String> keys =
                            families.values().stream().flatMap(List::stream).toList();
                    return linked(session, NotificationRow.class, keys, at)
                            .chain(notifications -> linked(session, TicketRow.class, keys, at)
                                    .chain(tickets -> failing(session, rows, at).chain(failing -> People.of(
                                                    session, workspace, mentioned(rows, notifications))
                                            .map(people -> assemble(
                                                    rows, families, failing, people, notifications, tickets)))));
                });
    }

    /**
     * How many checks fail, by incident: events of a single check bear no headline, so that the one told last may count one
     * that has passed since. At a time in the past its alerts are not read for it, and the headline of then is what there is.
     */
    private static Uni<Map<String, Integer>> failing(
            Mutiny.Session session, List<IncidentRow> rows, Optional<Instant> at) {
        if (at.isPresent()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createSelectionQuery(
                        "select i.key, count(a.key) from IncidentRow i left join AlertRow a on a.incidentKey = i.key"
                                + " and a.clearedAt is null and a.outcome <> 'SKIPPED'"
                                + " where i.key in :keys group by i.key",
                        Object[].class)
                .setParameter("keys", rows.stream().map(row -> row.key).toList())
                .getResultList()
                .map(counts -> counts.stream()
                        .collect(
                                Collectors.toMap(count -> (String) count[0], count -> ((Number) count[1]).intValue())));
    }

    private static <T> Uni<List<T>> linked(
            Mutiny.Session session, Class<T> type, List<String> keys, Optional<Instant> at) {
        String by = at.isPresent() ? " and r.firstAt <= :at" : "";
        var query = session.createSelectionQuery(
                        "from " + type.getSimpleName() + " r where r.incidentKey in :keys" + by + " order by r.at",
                        type)
                .setParameter("keys", keys);
        at.ifPresent(then -> query.setParameter("at", then));
        return query.getResultList();
    }

    private static List<IncidentView> assemble(
            List<IncidentRow> rows,
            Map<String, List<String>> families,
            Map<String, Integer> failing,
            People people,
            List<NotificationRow> notifications,
            List<TicketRow> tickets) {
        Map<String, String> survivors = new HashMap<>();
        families.forEach((survivor, members) -> members.forEach(member -> survivors.put(member, survivor)));
        Map<String, List<NotificationRow>> told =
                notifications.stream().collect(Collectors.groupingBy(row -> survivors.get(row.incidentKey)));
        Map<String, List<TicketRow>> linked =
                tickets.stream().collect(Collectors.groupingBy(row -> survivors.get(row.incidentKey)));
        return rows.stream()
                .map(row -> Views.incident(
                        row,
                        families.getOrDefault(row.key, List.of()),
                        failing.containsKey(row.key) ? OptionalInt.of(failing.get(row.key)) : OptionalInt.empty(),
                        people,
                        told.getOrDefault(row.key, List.of()),
                        linked.getOrDefault(row.key, List.of())))
                .toList();
    }

    private static Stream<String> mentioned(List<IncidentRow> rows, List<NotificationRow> notifications) {
        return Stream.concat(
                rows.stream().map(row -> row.headline), notifications.stream().map(told -> told.target));
    }
}
