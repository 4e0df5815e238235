package io.headwater.incident.projection;

import java.util.List;

/**
 * The blast radius asset by asset.
 *
 * @param summary counts, owners and dashboards
 * @param items affected assets, nearest first
 * @param next cursor of what follows; null where nothing does
 */
public record ImpactView(IncidentView.Impact summary, List<Asset> items, String next) {

    /** An affected asset; `depth` edges below the failing one, `path` from the root cause to it. */
    public record Asset(
            String urn, String name, String type, int depth, Integer tier, List<String> owners, List<String> path) {}
}
