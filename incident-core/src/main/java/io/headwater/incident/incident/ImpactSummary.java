package io.headwater.incident.incident;

import io.headwater.incident.lineage.Owner;
import java.util.List;
import java.util.OptionalInt;

/** The blast radius in short: counts exact, {@code dashboards} by tier, then name, at most {@link #MAX_DASHBOARDS}. */
public record ImpactSummary(
        int revision,
        int assetCount,
        int dashboardCount,
        int viewerCount,
        OptionalInt bestTier,
        List<Owner> owners,
        List<AffectedDashboard> dashboards) {
    public static final int MAX_DASHBOARDS = 50;
    public static final int MAX_OWNERS = 200;
    public static final ImpactSummary NONE = new ImpactSummary(0, 0, 0, 0, OptionalInt.empty(), List.of(), List.of());

    public ImpactSummary {
        owners = List.copyOf(owners);
        dashboards = List.copyOf(dashboards);
    }
}
