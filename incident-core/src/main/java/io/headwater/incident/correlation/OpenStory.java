package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * An open incident as correlation sees it.
 *
 * @param failures one per check it holds: the first bad outcome of the check's latest episode; never empty
 * @param cause URN it is grouped under now
 * @param openedAt source time of its first failure; of two that merge, the older lives on
 * @param lastFailedAt source time of its latest bad outcome, repeats included: after {@code window} it takes nothing new
 * @param partedFrom incidents a person split it from; never merged with these
 * @param partedChecks checks a person took from it; none of them comes back
 */
public record OpenStory(
        String incident,
        List<Failure> failures,
        String cause,
        Instant openedAt,
        Instant lastFailedAt,
        Set<String> partedFrom,
        Set<CheckId> partedChecks) {
    public OpenStory {
        failures = failures.stream().sorted(Failure.ORDER).toList();
        partedFrom = Set.copyOf(partedFrom);
        partedChecks = Set.copyOf(partedChecks);
        if (failures.isEmpty()) {
            throw new IllegalArgumentException("open incident " + incident + " holds no failure");
        }
    }
}
