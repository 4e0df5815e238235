package io.headwater.incident.backtest;

import io.headwater.incident.policy.Policies;
import io.headwater.incident.policy.PolicyDocument;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Policies to be tried on what happened: in force from the beginning, in place of all that were ever applied of their
 * kinds. Policies of other kinds stay as they were.
 */
public record Trial(List<PolicyDocument> policies) {
    /** The kinds that decide something here; the others say who is told where, after an incident is announced. */
    public static final Set<String> DECIDING = Set.of("correlation", "maintenance", "priority", "silence");

    public Trial {
        policies = List.copyOf(policies);
    }

    /** Whether policies of that kind are tried. */
    boolean covers(String kind) {
        return policies.stream().anyMatch(policy -> policy.kind().equals(kind));
    }

    /** What is in force at the beginning. */
    Policies inForce() {
        Policies inForce = Policies.SHIPPED;
        for (PolicyDocument policy : policies) {
            inForce = inForce.with(policy);
        }
        return inForce;
    }

    /** The kinds that are tried and decide something here, by name. */
    public List<String> kinds() {
        return kinds(true);
    }

    /** The kinds that were given and decide nothing here, by name. */
    public List<String> idleKinds() {
        return kinds(false);
    }

    private List<String> kinds(boolean deciding) {
        return List.copyOf(policies.stream()
                .map(PolicyDocument::kind)
                .filter(kind -> DECIDING.contains(kind) == deciding)
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
