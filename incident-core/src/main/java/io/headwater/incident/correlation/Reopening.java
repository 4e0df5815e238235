package io.headwater.incident.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells whether a new group is the return of an incident that was resolved.
 *
 * <p>What returns comes after the resolution, by source time: one of the group's failures lies within {@code reopen-window}
 * after it. One from up to an hour before returns too: a run that was under way meanwhile, a delivery that took its time, a
 * source whose clock is behind. One from longer ago is other trouble, or the same that is over by now; and what was over a
 * day old when it arrived never gets here, since it may call nobody.
 */
public final class Reopening {
    private static final Duration UNDER_WAY = Duration.ofHours(1);

    /**
     * True when {@code failures}, a group that would open a new incident, lie in time for a return and have the old one's
     * cause: the same root cause, or most of their checks were in it.
     */
    public boolean sameCause(
            Estimate newGroup, List<Failure> failures, ResolvedIncident resolved, CorrelationPolicy policy) {
        if (failures.stream().noneMatch(failure -> isInTime(failure.failedAt(), resolved.resolvedAt(), policy))) {
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

    /** Whether what failed then may be the return of what was resolved at {@code resolvedAt}; both source time. */
    public boolean isInTime(Instant failedAt, Instant resolvedAt, CorrelationPolicy policy) {
        return !failedAt.isBefore(resolvedAt.minus(UNDER_WAY))
                && !failedAt.isAfter(resolvedAt.plus(policy.reopenWindow()));
    }
}
