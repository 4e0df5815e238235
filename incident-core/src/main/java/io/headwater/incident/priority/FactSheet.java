package io.headwater.incident.priority;

import io.headwater.incident.incident.ImpactWords;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.Impact;
import io.headwater.incident.triage.PriorityFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The facts as conditions see them: maps `incident`, `impact`, `alert`, `cause` of texts, booleans, lists and 64-bit
 * numbers. A tier of 0 means none is known.
 */
final class FactSheet {
    private FactSheet() {}

    static Map<String, Object> of(PriorityFacts facts) {
        return Map.of(
                "incident", incident(facts.incident()),
                "impact", impact(facts),
                "alert", alert(facts),
                "cause", cause(facts));
    }

    private static Map<String, Object> incident(Incident incident) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", incident.id());
        map.put("status", incident.status().name());
        map.put("priority", incident.priority().name());
        map.put("domain", incident.domain().orElse(""));
        map.put("alertCount", (long) incident.alertCount());
        map.put("checkCount", (long) incident.alerts().size());
        map.put("rootCauses", incident.rootCauses());
        map.put("late", incident.late());
        map.put("declared", incident.declaredBy().isPresent());
        return map;
    }

    private static Map<String, Object> impact(PriorityFacts facts) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("assetCount", (long) facts.impact().assetCount());
        map.put("dashboardCount", (long) facts.impact().dashboardCount());
        map.put("viewerCount", (long) facts.viewerCount());
        map.put("bestTier", tier(facts.impact().bestTier()));
        List<Map<String, Object>> dashboards = new ArrayList<>();
        for (Impact.Affected dashboard : facts.impact().dashboards()) {
            dashboards.add(dashboard(dashboard.asset()));
        }
        map.put("dashboards", dashboards);
        return map;
    }

    private static Map<String, Object> dashboard(AssetNode asset) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("urn", asset.urn());
        map.put("name", asset.name());
        map.put("type", asset.type().name());
        map.put("tier", tier(asset.tier()));
        map.put("maturity", asset.maturity().orElse(""));
        map.put("domain", asset.domain().orElse(""));
        map.put("teams", asset.owners().stream().flatMap(o -> o.team().stream()).toList());
        return map;
    }

    private static Map<String, Object> alert(PriorityFacts facts) {
        return Map.of(
                "severity", facts.severity().name(),
                "failing", facts.failing(),
                "warned", facts.warned(),
                "errored", facts.errored(),
                "kinds", facts.kinds(),
                "sources", facts.sources());
    }

    private static Map<String, Object> cause(PriorityFacts facts) {
        return facts.cause()
                .<Map<String, Object>>map(cause -> Map.of(
                        "urn", cause.urn(),
                        "name", cause.name(),
                        "type", cause.type().name(),
                        "tier", tier(cause.tier()),
                        "suspected", cause.suspected()))
                .orElse(Map.of("urn", "", "name", "", "type", "OTHER", "tier", 0L, "suspected", true));
    }

    /** What a person wants to know beside the rule: `Revenue today (tier 1), Finance close (tier 1); 23 viewers`. */
    static String inWords(PriorityFacts facts) {
        List<Impact.Affected> dashboards = facts.impact().dashboards();
        List<String> named = dashboards.subList(0, Math.min(ImpactWords.SHOWN, dashboards.size())).stream()
                .map(one ->
                        ImpactWords.dashboard(one.asset().name(), one.asset().tier()))
                .toList();
        return ImpactWords.of(named, dashboards.size(), facts.viewerCount());
    }

    private static long tier(OptionalInt tier) {
        return tier.orElse(0);
    }
}
