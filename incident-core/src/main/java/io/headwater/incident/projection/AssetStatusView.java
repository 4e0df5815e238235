package io.headwater.incident.projection;

import java.time.Instant;
import java.util.List;

/**
 * Whether an asset can be trusted now. An asset nothing was ever said about is up: no news is good news.
 *
 * @param status up, degraded or down
 * @param since when it came to be so; null where nothing was ever said
 * @param incident the gravest open incident that touches it
 * @param uptime90d share of the last 90 days in which it was up, 0 to 1; degraded is not up
 * @param history of the last 90 days, oldest first
 */
public record AssetStatusView(
        String urn,
        String status,
        Instant since,
        String incident,
        String priority,
        List<String> failingChecks,
        double uptime90d,
        List<Interval> history) {

    /** A stretch of time in one status; `until` is null while it lasts. */
    public record Interval(String status, Instant since, Instant until, String incident) {}
}
