package io.headwater.notifier.routing;

import io.headwater.notifier.incident.Dashboard;
import io.headwater.notifier.incident.Headline;
import io.headwater.notifier.incident.Impact;
import io.headwater.notifier.incident.Owner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a route's condition can ask about: `incident`, `impact`, `cause`. Numbers are long, as CEL's are. */
public final class Facts {
    private Facts() {}

    public static Map<String, Object> of(String id, Headline headline, boolean declared) {
        return Map.of(
                "incident", incident(id, headline, declared),
                "impact", impact(headline.impact()),
                "cause", cause(headline));
    }

    private static Map<String, Object> incident(String id, Headline headline, boolean declared) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("id", id);
        facts.put("title", headline.title());
        facts.put("status", headline.status().name());
        facts.put("priority", headline.priority().name());
        facts.put("domain", headline.domain().orElse(""));
        facts.put("alertCount", (long) headline.alertCount());
        facts.put("failingCheckCount", (long) headline.failingCheckCount());
        facts.put("rootCauses", headline.rootCauses());
        facts.put("late", headline.late());
        facts.put("declared", declared);
        return facts;
    }

    private static Map<String, Object> impact(Impact impact) {
        return Map.of(
                "assetCount", (long) impact.assetCount(),
                "dashboardCount", (long) impact.dashboardCount(),
                "viewerCount", (long) impact.viewerCount(),
                "bestTier", (long) impact.bestTier().orElse(0),
                "dashboards", impact.dashboards().stream().map(Facts::dashboard).toList());
    }

    private static Map<String, Object> dashboard(Dashboard dashboard) {
        return Map.of(
                "urn", dashboard.urn(),
                "name", dashboard.name(),
                "type", dashboard.type(),
                "tier", (long) dashboard.tier().orElse(0),
                "owner",
                        dashboard.owners().stream()
                                .findFirst()
                                .map(Facts::owner)
                                .orElse(""));
    }

    private static String owner(Owner owner) {
        return owner.team().or(owner::person).orElse("");
    }

    private static Map<String, Object> cause(Headline headline) {
        List<String> causes = headline.rootCauses();
        String urn = causes.isEmpty() ? "" : causes.get(0);
        return Map.of(
                "urn", urn,
                "name", urn.substring(urn.indexOf(':') + 1),
                "suspected", headline.rootCauseSuspected());
    }
}
