package io.headwater.dbt;

import java.time.Instant;
import java.util.Optional;

/**
 * What `dbt source freshness` found for one source.
 *
 * @param status pass, warn, error, runtime error
 * @param maxLoadedAt newest row; UTC
 * @param snapshottedAt when it was looked at; UTC
 * @param ageSeconds snapshottedAt − maxLoadedAt as dbt has it
 * @param warnAfter the project's rule in words, e.g. `12 hours`
 * @param errorAfter the project's rule in words
 * @param error what broke, for a runtime error
 */
public record SourceFreshness(
        String uniqueId,
        String status,
        Optional<Instant> maxLoadedAt,
        Optional<Instant> snapshottedAt,
        Optional<Double> ageSeconds,
        Optional<String> warnAfter,
        Optional<String> errorAfter,
        Optional<String> error,
        Optional<Double> executionSeconds,
        Optional<Instant> completedAt) {}
