package io.headwater.sandbox.fault;

import java.time.Instant;

/**
 * A fault that is set.
 *
 * @param target {@code slack}, {@code jira} or {@code smtp}
 * @param match part of {@code METHOD path} that a request must contain; empty = every request
 * @param remaining how many more requests it hits; {@link Integer#MAX_VALUE} = no limit
 * @param until when it ends, UTC; {@link Instant#MAX} = never
 * @param retryAfter seconds, for {@link FaultKind#TOO_MANY}
 */
public record Fault(String target, FaultKind kind, String match, int remaining, Instant until, int retryAfter) {

    boolean hits(String aTarget, String request, Instant now) {
        return target.equals(aTarget) && isLive(now) && request.contains(match);
    }

    boolean isLive(Instant now) {
        return remaining > 0 && now.isBefore(until);
    }

    Fault afterHit() {
        return remaining == Integer.MAX_VALUE ? this : new Fault(target, kind, match, remaining - 1, until, retryAfter);
    }
}
