package io.headwater.incident.console;

import io.headwater.identity.AssetUrn;
import io.headwater.incident.projection.AlertView;
import io.headwater.incident.projection.ImpactView;
import io.headwater.incident.projection.IncidentView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The blast radius as a drawing: from the root cause over whatever fails to what people look at, along shortest paths.
 *
 * @param hidden how many affected assets are left out because they lie on no drawn path
 */
public record BlastGraph(List<Node> nodes, List<Edge> edges, int hidden) {
    private static final int MOST_NODES = 160;

    /**
     * @param role cause, failing, dashboard or affected
     * @param detail tier and owner of a dashboard, number of failing checks elsewhere
     */
    public record Node(String id, String label, String role, String type, String detail) {}

    /** An edge from upstream to downstream. */
    public record Edge(String from, String to) {}

    /** Draws an incident; dashboards and failing assets first where there is too much to draw. */
    public static BlastGraph of(IncidentView incident, ImpactView impact, List<AlertView> alerts) {
        Map<String, Integer> failing = new LinkedHashMap<>();
        for (AlertView alert : alerts) {
            if (alert.clearedAt() == null && !"SKIPPED".equals(alert.outcome())) {
                alert.assets().forEach(urn -> failing.merge(urn, 1, Integer::sum));
            }
        }
        Map<String, IncidentView.Dashboard> dashboards = new LinkedHashMap<>();
        incident.impact().dashboards().forEach(d -> dashboards.put(d.urn(), d));
        Map<String, ImpactView.Asset> assets = new LinkedHashMap<>();
        impact.items().forEach(a -> assets.put(a.urn(), a));
        Set<String> drawn = new LinkedHashSet<>(incident.rootCauses());
        Set<Edge> edges = new LinkedHashSet<>();
        dashboards.values().forEach(d -> follow(d.path(), drawn, edges));
        assets.values().stream().filter(a -> failing.containsKey(a.urn())).forEach(a -> follow(a.path(), drawn, edges));
        assets.values().forEach(a -> follow(a.path(), drawn, edges));
        List<Node> nodes = new ArrayList<>();
        for (String urn : drawn) {
            nodes.add(node(urn, incident, failing, dashboards.get(urn), assets.get(urn)));
        }
        return new BlastGraph(
                nodes, List.copyOf(edges), Math.max(0, incident.impact().assetCount() - drawn.size()));
    }

    private static void follow(List<String> path, Set<String> drawn, Set<Edge> edges) {
        if (drawn.size() + path.size() > MOST_NODES) {
            return;
        }
        for (int i = 0; i < path.size(); i++) {
            drawn.add(path.get(i));
            if (i > 0) {
                edges.add(new Edge(path.get(i - 1), path.get(i)));
            }
        }
    }

    private static Node node(
            String urn,
            IncidentView incident,
            Map<String, Integer> failing,
            IncidentView.Dashboard dashboard,
            ImpactView.Asset asset) {
        if (dashboard != null) {
            String tier = dashboard.tier() == null ? "" : "tier " + dashboard.tier();
            String owner = dashboard.owner() == null ? "" : dashboard.owner();
            String detail = tier.isEmpty() || owner.isEmpty() ? tier + owner : tier + ", " + owner;
            return new Node(urn, dashboard.name(), "dashboard", dashboard.type(), detail);
        }
        int checks = failing.getOrDefault(urn, 0);
        String role = incident.rootCauses().contains(urn) ? "cause" : checks > 0 ? "failing" : "affected";
        String detail = checks == 0 ? "" : checks == 1 ? "1 check fails" : checks + " checks fail";
        return new Node(urn, AssetUrn.shortName(urn), role, asset == null ? "" : asset.type(), detail);
    }
}
