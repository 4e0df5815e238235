package io.headwater.incident.triage;

import io.headwater.incident.incident.Priority;
import io.headwater.incident.incident.PriorityReason;
import io.headwater.incident.policy.Policies;
import java.util.List;
import java.util.OptionalInt;

/** Plain rules on tiers and dashboards, for simulations and tests that need no policy language. */
public final class ShippedPriorities implements PriorityRules {
    @Override
    public PriorityVerdict evaluate(PriorityFacts facts, Policies policies) {
        int dashboards = facts.impact().dashboardCount();
        OptionalInt best = facts.impact().dashboards().stream()
                .flatMapToInt(dashboard -> dashboard.asset().tier().stream())
                .min();
        if (facts.failing() && best.orElse(9) == 1) {
            return verdict(Priority.P0, "tier-1-dashboard", "a dashboard of tier 1 shows broken data");
        }
        if (dashboards > 0 && (best.orElse(9) == 2 || facts.viewerCount() > 0)) {
            return verdict(
                    Priority.P1, "dashboard-in-use", dashboards + " dashboards, " + facts.viewerCount() + " viewers");
        }
        if (dashboards > 0) {
            return verdict(Priority.P2, "dashboards", dashboards + " dashboards");
        }
        return verdict(Priority.P3, "no-dashboards", facts.impact().assetCount() + " assets, no dashboard");
    }

    private static PriorityVerdict verdict(Priority priority, String rule, String facts) {
        return new PriorityVerdict(priority, List.of(new PriorityReason(rule, facts)), List.of());
    }
}
