package io.headwater.incident.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The share of a stretch of time in which an asset was up. What nothing is known of counts as up. */
final class Uptime {
    private Uptime() {}

    /** Of [from, to), 0 to 1, rounded to four decimals. */
    static double of(List<AssetStatusView.Interval> history, Instant from, Instant to) {
        long whole = Duration.between(from, to).toMillis();
        long up = whole;
        for (AssetStatusView.Interval interval : history) {
            if (!interval.status().equals("up")) {
                Instant start = interval.since().isBefore(from) ? from : interval.since();
                Instant end = interval.until() == null || interval.until().isAfter(to) ? to : interval.until();
                up -= Math.max(0, Duration.between(start, end).toMillis());
            }
        }
        return Math.round(10_000.0 * Math.max(0, up) / whole) / 10_000.0;
    }
}
