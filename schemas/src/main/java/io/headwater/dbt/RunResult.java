package io.headwater.dbt;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one node of a run came to.
 *
 * @param status dbt's word, lower case: success, error, skipped, partial success, pass, fail, warn, …
 * @param failures rows that violate (tests)
 * @param executionSeconds as dbt measured it
 * @param startedAt start of the earliest timing step; UTC
 * @param completedAt end of the latest timing step; UTC
 * @param adapterResponse scalars of what the warehouse answered
 * @param relationName as dbt renders it (run results v5 on)
 */
public record RunResult(
        String uniqueId,
        String status,
        Optional<String> message,
        Optional<Long> failures,
        Optional<Double> executionSeconds,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        Map<String, String> adapterResponse,
        Optional<String> relationName) {

    public ResourceType resourceType() {
        return ResourceType.ofId(uniqueId);
    }
}
