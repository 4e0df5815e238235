package io.headwater.incident.correlation;

import java.util.List;

/** Finds the place whose breaking explains an incident's failures best. */
public final class RootCause {
    private static final int KEPT = 3;

    private RootCause() {}

    /** The three cheapest stories over all {@code failures} of an incident (at least one). */
    public static Estimate estimate(List<Failure> failures, Evidence evidence) {
        List<Failure> ordered = failures.stream().sorted(Failure.ORDER).toList();
        if (ordered.isEmpty()) {
            throw new IllegalArgumentException("no failures, no cause");
        }
        return Reasons.of(Stories.cheapest(ordered, KEPT, evidence), ordered, evidence);
    }
}
