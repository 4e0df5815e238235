package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** All incidents that live on in one: itself, what was merged into it, and what had been merged into that. */
final class Family {
    private static final String MEMBERS =
            """
            with recursive family (survivor, workspace, key, id) as (
                select i.key, i.workspace, i.key, i.id from incident i where i.key in (:keys)
                union
                select f.survivor, f.workspace, m.key, m.id
                from family f join incident m on m.workspace = f.workspace and m.merged_into = f.id %s)
            select f.survivor, f.key from family f order by f.survivor, f.key <> f.survivor, f.key
            """;

    /** What was merged is never parted again, so that into what it was then it is today. */
    private static final String MERGED_BY_THEN =
            """
            and exists (select 1 from incident_event e where e.incident_key = m.key and e.type = 'MergedInto'
                and e.at <= cast(cast(:at as text) as timestamptz))
            """;

    private Family() {}

    /** The keys of one family, its survivor first. */
    static Uni<List<String>> of(Mutiny.Session session, IncidentRow survivor, Optional<Instant> at) {
        return of(session, List.of(survivor.key), at).map(families -> families.getOrDefault(survivor.key, List.of()));
    }

    /**
     * The keys of several families by the survivor's, in one query.
     *
     * @param at without those that were merged later
     */
    static Uni<Map<String, List<String>>> of(
            Mutiny.Session session, Collection<String> survivors, Optional<Instant> at) {
        if (survivors.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var query = session.createNativeQuery(MEMBERS.formatted(at.isPresent() ? MERGED_BY_THEN : ""), Object[].class)
                .setParameter("keys", survivors);
        at.ifPresent(then -> query.setParameter("at", then.toString()));
        return query.getResultList().map(members -> members.stream()
                .collect(Collectors.groupingBy(
                        member -> (String) member[0],
                        Collectors.mapping(member -> (String) member[1], Collectors.toList()))));
    }
}
