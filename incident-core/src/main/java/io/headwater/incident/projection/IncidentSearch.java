package io.headwater.incident.projection;

import io.headwater.identity.ContentId;
import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One search for incidents, paged by the last one seen rather than by counting: latest first, or those that fit the
 * words best first. In SQL of its own, since Hibernate knows nothing of text search; unqualified names, since it is the
 * search path that says which projection serves.
 */
final class IncidentSearch {
    private static final String TIME = "cast(extract(epoch from i.opened_at) * 1000 as bigint)";

    private static final long LATEST_MILLIS =
            Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private final String workspace;
    private final int limit;
    /** Null: now. */
    private final Instant at;
    /** The table whose columns say what an incident is, or was then. */
    private final String state;

    private String from = "incident i";
    private String position = TIME;
    private String order = "i.opened_at";
    private String list = "";

    private IncidentSearch(String workspace, int limit) {
        this(workspace, limit, null);
    }

    private IncidentSearch(String workspace, int limit, Instant at) {
        this.workspace = workspace;
        this.limit = limit;
        this.at = at;
        where("i.workspace = :workspace", "workspace", workspace);
        if (at == null) {
            state = "i";
        } else {
            state = "t";
            from += " join " + AsOf.STATE + " on true";
            // No event of an incident is older than it: for the index, which is in that order.
            where("i.opened_at <= cast(cast(:at as text) as timestamptz)", "at", at.toString());
        }
        conditions.add(state + ".merged_into is null");
    }

    /** @param people those whose names the words may mean */
    static IncidentSearch of(String workspace, IncidentFilter filter, NamedWords people, String cursor, int limit) {
        return new IncidentSearch(workspace, limit).with(filter, people, cursor);
    }

    /** The same of incidents as they stood at a time; asset and words as they are known today. */
    static IncidentSearch asOf(
            Instant at, String workspace, IncidentFilter filter, NamedWords people, String cursor, int limit) {
        return new IncidentSearch(workspace, limit, at).with(filter, people, cursor);
    }

    private IncidentSearch with(IncidentFilter filter, NamedWords people, String cursor) {
        filter(filter);
        people.words().filter(words -> !words.isEmpty()).ifPresent(words -> words(words, people, filter.bestFirst()));
        return after(cursor, filter.toString());
    }

    /** The incidents that a check was ever part of. */
    static IncidentSearch ofCheck(String workspace, String source, String check, String cursor, int limit) {
        IncidentSearch search = new IncidentSearch(workspace, limit);
        search.where(
                "exists (select 1 from incident_alert a where a.incident_key = i.key and a.check_id = :check"
                        + " and a.source = :source)",
                "check",
                check);
        search.parameters.put("source", source);
        return search.after(cursor, "check " + source + "/" + check);
    }

    /** The incidents that an asset was ever part of. */
    static IncidentSearch ofAsset(String workspace, String urn, String cursor, int limit) {
        IncidentSearch search = new IncidentSearch(workspace, limit);
        search.asset(urn);
        return search.after(cursor, "asset " + urn);
    }

    Uni<Page<IncidentRow>> run(Mutiny.Session session) {
        String query = "select i.key, " + position + " from " + from + " where " + String.join(" and ", conditions)
                + " order by " + order + " desc, i.id desc limit " + (limit + 1);
        var selection = session.createNativeQuery(query, Object[].class);
        parameters.forEach(selection::setParameter);
        return selection.getResultList().chain(found -> rows(session, found));
    }

    private Uni<Page<IncidentRow>> rows(Mutiny.Session session, List<Object[]> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(new Page<>(List.of(), null));
        }
        List<Object[]> page = found.size() > limit ? found.subList(0, limit) : found;
        List<String> keys = page.stream().map(row -> (String) row[0]).toList();
        Object[] last = page.get(page.size() - 1);
        String next = found.size() > limit
                ? Cursor.of(
                        ((Number) last[1]).longValue(),
                        list,
                        RecordKey.parse((String) last[0]).id())
                : null;
        return rows(session, keys)
                .map(byKey -> new Page<>(
                        keys.stream().map(byKey::get).filter(Objects::nonNull).toList(), next));
    }

    private Uni<Map<String, IncidentRow>> rows(Mutiny.Session session, Collection<String> keys) {
        if (at != null) {
            return AsOf.rows(session, keys, at);
        }
        return session.createSelectionQuery("from IncidentRow i where i.key in :keys", IncidentRow.class)
                .setParameter("keys", keys)
                .getResultList()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.key, Function.identity())));
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    /** @param what what the list is of: a cursor of another leads nowhere */
    private IncidentSearch after(String cursor, String what) {
        list = ContentId.of("l", workspace, order, what);
        if (cursor != null) {
            Cursor.Position last = Cursor.read(cursor, list);
            boolean byTime = position.equals(TIME);
            where(
                    "(" + order + ", i.id) < ("
                            + (byTime ? "cast(cast(:lastAt as text) as timestamptz)" : "cast(:lastAt as bigint)")
                            + ", :lastId)",
                    "lastAt",
                    byTime ? time(last.position()) : last.position());
            parameters.put("lastId", last.key());
        }
        return this;
    }

    private static String time(long millis) {
        if (Math.abs(millis) > LATEST_MILLIS) {
            throw new IllegalArgumentException("cursor: not one that a list of this installation gave");
        }
        return Instant.ofEpochMilli(millis).toString();
    }

    private void filter(IncidentFilter filter) {
        if (!filter.statuses().isEmpty()) {
            where(state + ".status in (:statuses)", "statuses", filter.statuses());
        }
        if (filter.priority() != null) {
            where(state + ".priority = :priority", "priority", filter.priority());
        }
        if (filter.asset() != null) {
            asset(filter.asset());
        }
        if (filter.owner() != null) {
            owner(filter.owner());
        }
    }

    private void asset(String urn) {
        where(
                "(i.root_causes like :assetLine escape '\\'"
                        + " or exists (select 1 from incident_alert a where a.incident_key = i.key"
                        + " and a.assets like :assetLine escape '\\')"
                        + " or exists (select 1 from incident_asset f where f.incident_key = i.key"
                        + " and f.revision = i.impact_revision and f.urn = :asset))",
                "asset",
                urn);
        parameters.put("assetLine", "%" + literal(Lines.item(urn)) + "%");
    }

    private void owner(String owner) {
        where(
                ("(t.owners like :ownerLine escape '\\' or t.assignee = :owner"
                                + " or exists (select 1 from person p where p.key like :people escape '\\'"
                                + " and (lower(p.name) = lower(:owner) or lower(p.email) = lower(:owner))"
                                + " and (position(substr(p.key, :hashAt) in t.owners) > 0"
                                + " or t.assignee = substr(p.key, :hashAt))))")
                        .replace("t.", state + "."),
                "owner",
                owner);
        parameters.put("ownerLine", "%" + literal(Lines.item(owner)) + "%");
        parameters.put("people", literal(workspace + "|") + "%");
        parameters.put("hashAt", workspace.length() + 2);
    }

    private void words(SearchWords words, NamedWords people, boolean bestFirst) {
        String query = "websearch_to_tsquery('english', :words)";
        parameters.put("words", words.websearch());
        if (words.unfinished().isPresent()) {
            String beginning = "to_tsquery('simple', :unfinished)";
            parameters.put("unfinished", words.unfinished().get() + ":*");
            if (!words.before().isEmpty()) {
                beginning = "(websearch_to_tsquery('english', :before) && " + beginning + ")";
                parameters.put("before", words.before());
            }
            query = "(" + query + " || " + beginning + ")";
        }
        int n = 0;
        for (Map.Entry<String, List<String>> named : people.hashes().entrySet()) {
            String word = "plainto_tsquery('english', :name" + n + ")";
            query = "ts_rewrite(" + query + ", " + word + ", " + word + " || to_tsquery('simple', :people" + n + "))";
            parameters.put("name" + n, named.getKey());
            parameters.put(
                    "people" + n,
                    named.getValue().stream().map(hash -> "p" + hash).collect(Collectors.joining(" | ")));
            n++;
        }
        from += " join incident_search s on s.incident_key = i.key";
        conditions.add("s.document @@ " + query);
        if (bestFirst) {
            // Four digits after the point are as fine as a rank means anything.
            position = "cast(10000 * ts_rank_cd(s.document, " + query + ") as bigint)";
            order = position;
        }
    }

    /** `%` and `_` in what people type mean themselves. */
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
