package io.headwater.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast Slack is spoken to: about one message a second and channel, with short bursts, and not at all while it asks to
 * be left alone (docs.slack.dev, rate limits). Safe for several threads.
 */
final class Pace {
    private static final double PER_SECOND = 1;
    private static final double BURST = 5;
    static final Duration BETWEEN_EDITS = Duration.ofSeconds(1);

    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Map<String, Instant> pausedUntil = new HashMap<>();
    private final Map<String, Instant> edited = new HashMap<>();

    private record Bucket(double tokens, Instant at) {
        Bucket refilled(Instant now) {
            double more = Math.max(0, Duration.between(at, now).toMillis()) / 1000.0 * PER_SECOND;
            return new Bucket(Math.min(BURST, tokens + more), now);
        }
    }

    synchronized boolean isPaused(String channel, Instant now) {
        return now.isBefore(pausedUntil.getOrDefault(channel, Instant.MIN));
    }

    synchronized void pause(String channel, Instant until) {
        pausedUntil.merge(channel, until, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Whether a message may be posted now; it then counts. */
    synchronized boolean mayPost(String channel, Instant now) {
        Bucket bucket = buckets.getOrDefault(channel, new Bucket(BURST, now)).refilled(now);
        boolean may = bucket.tokens() >= 1;
        buckets.put(channel, may ? new Bucket(bucket.tokens() - 1, now) : bucket);
        return may;
    }

    /** Whether the incident's message may be edited now; it then counts. */
    synchronized boolean mayEdit(String incident, Instant now) {
        edited.values().removeIf(at -> at.plus(BETWEEN_EDITS).isBefore(now));
        return edited.putIfAbsent(incident, now) == null;
    }
}
