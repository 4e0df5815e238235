package io.headwater.incident.projection;

import java.time.Instant;
import java.util.List;

/**
 * A past incident that is like the one asked about.
 *
 * @param score 0 to 1, two decimals
 * @param reasons what they have in common, in words
 * @param resolution how it ended; null where it has not
 */
public record SimilarIncident(
        String id,
        String title,
        String status,
        String priority,
        Instant openedAt,
        List<String> rootCauses,
        double score,
        List<String> reasons,
        Resolution resolution) {}
