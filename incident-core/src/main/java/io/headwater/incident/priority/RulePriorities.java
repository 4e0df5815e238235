package io.headwater.incident.priority;

import io.headwater.incident.incident.PolicyUsed;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.incident.PriorityReason;
import io.headwater.incident.policy.Policies;
import io.headwater.incident.policy.PriorityRule;
import io.headwater.incident.triage.PriorityFacts;
import io.headwater.incident.triage.PriorityRules;
import io.headwater.incident.triage.PriorityVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through the rules in force, else the shipped ones, and takes the first whose condition holds. A rule whose
 * condition cannot be evaluated over these facts does not hold, and is named among the reasons so that somebody mends it.
 */
public final class RulePriorities implements PriorityRules {
    /** What holds where no priority policy is applied. */
    public static final List<PriorityRule> SHIPPED = List.of(
            shipped("only-warnings", "!alert.failing", "P3", "no check failed outright"),
            shipped(
                    "tier-1-dashboard",
                    "impact.dashboards.exists(d, d.tier == 1)",
                    "P0",
                    "a tier-1 dashboard shows broken data"),
            shipped("many-viewers", "impact.viewerCount >= 10", "P1", "many people looked at broken data"),
            shipped(
                    "important-dashboard",
                    "impact.dashboards.exists(d, d.tier == 2 || d.maturity == 'high')",
                    "P1",
                    "a dashboard of tier 2 or high maturity shows broken data"),
            shipped("source-says-critical", "alert.severity == 'CRITICAL'", "P1", "the source calls it critical"),
            shipped("any-dashboard", "impact.dashboardCount > 0", "P2", "a dashboard shows broken data"),
            shipped("tables-only", "true", "P3", "no dashboard is affected"));

    /** Whether a condition holds over the facts. */
    @FunctionalInterface
    public interface Conditions {
        /** @throws RuntimeException whose message says why it cannot be told */
        boolean holds(String condition, Map<String, Object> facts);
    }

    private final Conditions conditions;

    public RulePriorities(Conditions conditions) {
        this.conditions = conditions;
    }

    @Override
    public PriorityVerdict evaluate(PriorityFacts facts, Policies policies) {
        List<PriorityRule> applied = policies.priorityRules();
        Map<String, Object> sheet = FactSheet.of(facts);
        List<PriorityReason> broken = new ArrayList<>();
        for (PriorityRule rule : applied) {
            if (holds(rule, sheet, broken)) {
                return verdict(rule, facts, broken);
            }
        }
        for (PriorityRule rule : SHIPPED) {
            if (holds(rule, sheet, broken)) {
                return verdict(rule, facts, broken);
            }
        }
        throw new IllegalStateException("the last shipped rule always holds");
    }

    private boolean holds(PriorityRule rule, Map<String, Object> sheet, List<PriorityReason> broken) {
        try {
            return conditions.holds(rule.when(), sheet);
        } catch (RuntimeException failure) {
            broken.add(new PriorityReason(rule.name(), "could not be evaluated: " + failure.getMessage()));
            return false;
        }
    }

    private static PriorityVerdict verdict(PriorityRule rule, PriorityFacts facts, List<PriorityReason> broken) {
        String because = rule.because().isEmpty() ? rule.when() : rule.because();
        List<PriorityReason> reasons = new ArrayList<>();
        reasons.add(new PriorityReason(rule.name(), because + ": " + FactSheet.inWords(facts)));
        reasons.addAll(broken);
        Optional<PolicyUsed> used = rule.policy().isEmpty()
                ? Optional.empty()
                : Optional.of(new PolicyUsed("priority", rule.policy(), rule.version()));
        return new PriorityVerdict(
                Priority.valueOf(rule.priority()), reasons, used.stream().toList());
    }

    private static PriorityRule shipped(String name, String when, String priority, String because) {
        return new PriorityRule("", 0, name, when, priority, because);
    }
}
