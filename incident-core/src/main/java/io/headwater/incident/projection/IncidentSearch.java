package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** One search for incidents: latest first, paged by the last one seen rather than by counting. */
final class IncidentSearch {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private final int limit;

    IncidentSearch(String workspace, IncidentFilter filter, String cursor, int limit) {
        this.limit = limit;
        where("i.workspace = :workspace", "workspace", workspace);
        conditions.add("i.mergedInto is null");
        if (!filter.statuses().isEmpty()) {
            where("i.status in :statuses", "statuses", filter.statuses());
        }
        if (filter.priority() != null) {
            where("i.priority = :priority", "priority", filter.priority());
        }
        if (filter.asset() != null) {
            asset(filter.asset());
        }
        if (filter.owner() != null) {
            owner(workspace, filter.owner());
        }
        if (filter.words() != null && !filter.words().isBlank()) {
            words(filter.words());
        }
        if (cursor != null) {
            after(Cursor.read(cursor));
        }
    }

    /** One row more than the limit where there are more. */
    Uni<List<IncidentRow>> run(Mutiny.Session session) {
        String query =
                "from IncidentRow i where " + String.join(" and ", conditions) + " order by i.openedAt desc, i.id desc";
        var selection = session.createSelectionQuery(query, IncidentRow.class).setMaxResults(limit + 1);
        parameters.forEach(selection::setParameter);
        return selection.getResultList();
    }

    static String cursorAfter(IncidentRow row) {
        return Cursor.of(row.openedAt.toEpochMilli(), row.id);
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    private void after(Cursor.Position last) {
        where("(i.openedAt < :lastAt or i.openedAt = :lastAt and i.id < :lastId)", "lastId", last.key());
        parameters.put("lastAt", Instant.ofEpochMilli(last.position()));
    }

    private void asset(String urn) {
        where(
                "(i.rootCauses like :assetLine escape '\\'"
                        + " or exists (select 1 from AlertRow a where a.incidentKey = i.key"
                        + " and a.assets like :assetLine escape '\\')"
                        + " or exists (select 1 from AffectedAssetRow f where f.incidentKey = i.key"
                        + " and f.revision = i.impactRevision and f.urn = :asset))",
                "asset",
                urn);
        parameters.put("assetLine", "%" + literal(Lines.item(urn)) + "%");
    }

    private void owner(String workspace, String owner) {
        where(
                "(i.owners like :ownerLine escape '\\' or i.assignee = :owner"
                        + " or exists (select 1 from PersonRow p where p.key like :people escape '\\'"
                        + " and (lower(p.name) = lower(:owner) or lower(p.email) = lower(:owner))"
                        + " and (i.owners like concat('%', substring(p.key, :hashAt), '%')"
                        + " or i.assignee = substring(p.key, :hashAt))))",
                "owner", owner);
        parameters.put("ownerLine", "%" + literal(Lines.item(owner)) + "%");
        parameters.put("people", literal(workspace + "|") + "%");
        parameters.put("hashAt", workspace.length() + 2);
    }

    private void words(String words) {
        where(
                "(lower(i.title) like :words escape '\\' or lower(i.id) like :words escape '\\'"
                        + " or lower(i.rootCauses) like :words escape '\\'"
                        + " or exists (select 1 from EventRow e where e.incidentKey = i.key"
                        + " and lower(e.sentence) like :words escape '\\'))",
                "words",
                "%" + literal(words.strip().toLowerCase(Locale.ROOT)) + "%");
    }

    /** `%` and `_` in what people type mean themselves. */
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
