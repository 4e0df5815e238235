package io.headwater.incident.status;

import io.headwater.incident.incident.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether an asset can be trusted, since when, and by which incident.
 *
 * @param incident the gravest open incident that touches it; empty where up
 * @param failingChecks {@code source/check} of its own failing checks; at most {@link #MAX_CHECKS}
 */
public record AssetStatus(
        String urn,
        Health status,
        Instant since,
        Optional<String> incident,
        Optional<Priority> priority,
        List<String> failingChecks,
        Instant at) {
    public static final int MAX_CHECKS = 20;

    public AssetStatus {
        failingChecks = List.copyOf(failingChecks);
    }
}
