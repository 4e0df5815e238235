package io.headwater.incident.triage;

import io.headwater.incident.incident.PolicyUsed;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.incident.PriorityReason;
import java.util.List;

/** A priority, the rules that spoke for it, and the policies they came from. */
public record PriorityVerdict(Priority priority, List<PriorityReason> reasons, List<PolicyUsed> policies) {
    public PriorityVerdict {
        reasons = List.copyOf(reasons);
        policies = List.copyOf(policies);
    }
}
