package io.headwater.incident.projection;

import java.time.Instant;
import java.util.List;

/**
 * Who opened an affected asset in the broken interval.
 *
 * @param viewer name where known, else a short hash
 * @param viewerId keyed hash
 * @param failingChecks `source/check` that were failing then
 */
public record ViewerView(
        String viewer,
        String viewerId,
        String asset,
        int views,
        Instant firstAt,
        Instant lastAt,
        List<String> failingChecks) {}
