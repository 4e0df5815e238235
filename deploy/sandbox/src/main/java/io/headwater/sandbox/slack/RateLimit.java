package io.headwater.sandbox.slack;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** At most so many messages a second and channel, evenly spaced. Time comes in. */
final class RateLimit {
    private final Map<String, Instant> nextFree = new HashMap<>();

    /** Empty where the message may pass, else after how many seconds to try again. */
    synchronized OptionalInt ask(String channel, double perSecond, Instant now) {
        if (perSecond <= 0) {
            return OptionalInt.empty();
        }
        Instant free = nextFree.getOrDefault(channel, Instant.MIN);
        if (now.isBefore(free)) {
            long millis = java.time.Duration.between(now, free).toMillis();
            return OptionalInt.of((int) Math.max(1, (millis + 999) / 1000));
        }
        nextFree.put(channel, now.plusNanos(Math.round(1e9 / perSecond)));
        return OptionalInt.empty();
    }
}
