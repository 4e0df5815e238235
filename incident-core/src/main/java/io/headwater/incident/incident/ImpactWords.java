package io.headwater.incident.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** An impact as the facts of a priority say it: {@code Revenue today (tier 1), Finance close (tier 1); 23 viewers}. */
public final class ImpactWords {
    /** So many dashboards are named. */
    public static final int SHOWN = 3;

    private ImpactWords() {}

    /** @param named the first dashboards, {@link #SHOWN} at most, as {@link #dashboard} names them */
    public static String of(List<String> named, int dashboardCount, int viewerCount) {
        List<String> names = new ArrayList<>(named);
        if (dashboardCount > named.size()) {
            names.add((dashboardCount - named.size()) + " more");
        }
        String shown = names.isEmpty() ? "no dashboard" : String.join(", ", names);
        return viewerCount == 0 ? shown : shown + "; " + viewerCount + (viewerCount == 1 ? " viewer" : " viewers");
    }

    public static String dashboard(String name, OptionalInt tier) {
        return name + (tier.isPresent() ? " (tier " + tier.getAsInt() + ")" : "");
    }

    /** The reasons a policy gave, with the impact as it is now: the rule that spoke comes first, and names it last. */
    static List<PriorityReason> reworded(List<PriorityReason> reasons, ImpactSummary before, ImpactSummary now) {
        String old = ": " + of(before);
        if (reasons.isEmpty() || !reasons.get(0).facts().endsWith(old)) {
            return reasons;
        }
        PriorityReason spoke = reasons.get(0);
        String because = spoke.facts().substring(0, spoke.facts().length() - old.length());
        List<PriorityReason> reworded = new ArrayList<>(reasons);
        reworded.set(0, new PriorityReason(spoke.rule(), because + ": " + of(now)));
        return reworded;
    }

    private static String of(ImpactSummary impact) {
        List<String> named = impact.dashboards().stream()
                .limit(SHOWN)
                .map(one -> dashboard(one.name(), one.tier()))
                .toList();
        return of(named, impact.dashboardCount(), impact.viewerCount());
    }
}
