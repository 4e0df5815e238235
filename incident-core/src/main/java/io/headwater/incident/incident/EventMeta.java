package io.headwater.incident.incident;

import java.time.Instant;
import java.util.List;

/**
 * What every event carries. Its headline is not part of it: it follows from the fold.
 *
 * @param version from 1, by one for each event of the incident
 * @param at the input's arrival time or the timer's due time, never the wall clock
 * @param cause what brought it about: {@code source/check/run}, a command id, a timer, an asset
 */
public record EventMeta(
        String workspace, String incident, long version, Instant at, String cause, List<PolicyUsed> policies) {
    public EventMeta {
        policies = List.copyOf(policies);
    }

    /** {@code <incident>-<version>}: the same in every replay. */
    public String eventId() {
        return incident + "-" + version;
    }
}
