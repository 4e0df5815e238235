package io.headwater.incident.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Incidents as they stood at a time: after the last of their events that had happened by then, that moment included. */
final class AsOf {
    /** The state after the last event by then that says so; to be joined with `incident i`. */
    static final String STATE =
            """
            lateral (select e.version, e.status, e.priority, e.owners, e.assignee, e.merged_into, e.headline
                from incident_event e
                where e.incident_key = i.key and e.headline is not null
                    and e.at <= cast(cast(:at as text) as timestamptz)
                order by e.version desc limit 1) t
            """;

    private static final String ROWS =
            """
            select i.key, i.workspace, i.id, i.description, n.version, cast(extract(epoch from n.at) * 1000 as bigint),
                t.headline, c.document
            from incident i
            join %s on true
            join lateral (select e.version, e.at from incident_event e
                where e.incident_key = i.key and e.at <= cast(cast(:at as text) as timestamptz)
                order by e.version desc limit 1) n on true
            left join lateral (select e.document from incident_event e
                where e.incident_key = i.key and e.type = 'RootCauseEstimated' and e.version <= n.version
                order by e.version desc limit 1) c on true
            where i.key in (:keys)
            """
                    .formatted(STATE);

    private static final int MERGES_AT_MOST = 32;

    private AsOf() {}

    /** What a headline says beyond {@link HeadlineDocument}. */
    private record State(
            String title,
            String status,
            String priority,
            Instant openedAt,
            Instant acknowledgedAt,
            Instant resolvedAt,
            List<String> rootCauses,
            String assignee,
            String mergedInto,
            HeadlineDocument.Impact impact) {}

    /** By key; without those that were not there yet. */
    static Uni<Map<String, IncidentRow>> rows(Mutiny.Session session, Collection<String> keys, Instant at) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createNativeQuery(ROWS, Object[].class)
                .setParameter("keys", keys)
                .setParameter("at", at.toString())
                .getResultList()
                .map(found ->
                        found.stream().map(AsOf::row).collect(Collectors.toMap(row -> row.key, Function.identity())));
    }

    /** The incident that answered for the id then: itself, or what it had been merged into. */
    static Uni<Optional<IncidentRow>> survivor(Mutiny.Session session, String workspace, String id, Instant at) {
        return survivor(session, workspace, id, at, MERGES_AT_MOST);
    }

    private static Uni<Optional<IncidentRow>> survivor(
            Mutiny.Session session, String workspace, String id, Instant at, int left) {
        String key = RecordKey.of(workspace, id);
        return rows(session, List.of(key), at).chain(rows -> {
            IncidentRow row = rows.get(key);
            if (row == null || row.mergedInto == null || left == 0) {
                return Uni.createFrom().item(Optional.ofNullable(row));
            }
            return survivor(session, workspace, row.mergedInto, at, left - 1)
                    .map(next -> next.isPresent() ? next : Optional.of(row));
        });
    }

    private static IncidentRow row(Object[] found) {
        String headline = (String) found[6];
        State state = Json.read(headline, State.class);
        IncidentRow row = new IncidentRow();
        row.key = (String) found[0];
        row.workspace = (String) found[1];
        row.id = (String) found[2];
        row.description = (String) found[3];
        row.version = ((Number) found[4]).longValue();
        row.updatedAt = Instant.ofEpochMilli(((Number) found[5]).longValue());
        row.headline = headline;
        row.title = state.title();
        row.status = state.status();
        row.priority = state.priority();
        row.openedAt = state.openedAt();
        row.acknowledgedAt = state.acknowledgedAt();
        row.resolvedAt = state.resolvedAt();
        row.rootCauses = Lines.of(HeadlineDocument.orEmpty(state.rootCauses()));
        row.assignee = state.assignee();
        row.mergedInto = state.mergedInto();
        row.impactRevision = state.impact() == null ? 0 : state.impact().revision();
        row.candidates = candidates((String) found[7]);
        return row;
    }

    private static String candidates(String estimated) {
        return estimated == null
                ? "[]"
                : Json.read(estimated, JsonNode.class).path("candidates").toString();
    }
}
