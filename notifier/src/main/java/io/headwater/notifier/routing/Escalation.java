package io.headwater.notifier.routing;

import io.headwater.notifier.incident.Priority;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What follows when nobody acknowledges.
 *
 * @param priorities for which it applies
 * @param repeatAfter until it is said again; twice that until the fallback person is called
 * @param fallback keyed hash
 */
public record Escalation(Set<Priority> priorities, Duration repeatAfter, Optional<String> fallback) {
    /** What holds without a policy. */
    public static final Escalation DEFAULT =
            new Escalation(Set.of(Priority.P0), Duration.ofMinutes(10), Optional.empty());
}
