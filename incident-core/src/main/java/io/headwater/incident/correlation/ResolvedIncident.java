package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import java.time.Instant;
import java.util.Set;

/** An incident that was resolved: {@code rootCauses} are URNs, {@code checks} all it ever held, {@code resolvedAt} source time. */
public record ResolvedIncident(String incident, Set<String> rootCauses, Set<CheckId> checks, Instant resolvedAt) {
    public ResolvedIncident {
        rootCauses = Set.copyOf(rootCauses);
        checks = Set.copyOf(checks);
    }
}
