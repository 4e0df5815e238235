package io.headwater.incident.correlation;

import java.time.Instant;
import java.util.List;

/** Tells whether a new group is the return of an incident that was resolved. */
public final class Reopening {
    /**
     * True when {@code failures}, a group that would open a new incident, began within {@code reopen-window} of the
     * resolution and have the old one's cause: the same root cause, or most of their checks were in it.
     */
    public boolean sameCause(
            Estimate newGroup, List<Failure> failures, ResolvedIncident resolved, CorrelationPolicy policy) {
        Instant until = resolved.resolvedAt().plus(policy.reopenWindow());
        if (newGroup.onset().isAfter(until)) {
            return false;
        }
        long wereInIt = failures.stream()
                .map(Failure::check)
                .distinct()
                .filter(resolved.checks()::contains)
                .count();
        long checks = failures.stream().map(Failure::check).distinct().count();
        return resolved.rootCauses().contains(newGroup.cause()) || 2 * wereInIt > checks;
    }
}
