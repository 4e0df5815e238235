package io.headwater.incident.silence;

import java.time.Instant;

/** A stretch of time: {@code from} belongs to it, {@code until} does not. */
public record Period(Instant from, Instant until) {
    public Period {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a period ends after it begins, not from " + from + " until " + until);
        }
    }

    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
