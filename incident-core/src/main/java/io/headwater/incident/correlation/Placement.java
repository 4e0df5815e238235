package io.headwater.incident.correlation;

import java.util.List;
import java.util.Optional;

/** Where the failures of one batch go: each into exactly one group; groups by their earliest failure. */
public record Placement(List<Group> groups) {
    public Placement {
        groups = List.copyOf(groups);
    }

    /**
     * Failures of the batch that share a cause.
     *
     * @param incident the open incident that takes them; empty: they open a new one
     * @param failures of the batch, by source time, then check; never empty
     * @param estimate of the whole incident, the failures it held before included
     */
    public record Group(Optional<String> incident, List<Failure> failures, Estimate estimate) {
        public Group {
            failures = List.copyOf(failures);
        }
    }
}
