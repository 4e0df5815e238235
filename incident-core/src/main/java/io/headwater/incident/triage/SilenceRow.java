package io.headwater.incident.triage;

import java.time.Instant;

/**
 * A silence that is in force or will be: the period that its timer ends.
 *
 * @param id {@code silence/NAME} or {@code maintenance/NAME}
 * @param version of the policy that the period comes from
 * @param broken whether it was told that its condition cannot be evaluated
 */
public record SilenceRow(String id, long version, Instant from, Instant until, boolean broken) {
    SilenceRow told() {
        return new SilenceRow(id, version, from, until, true);
    }
}
