package io.headwater.notifier.oncall;

import java.time.Instant;

/**
 * A stretch of time that one person answers for.
 *
 * @param person keyed hash
 * @param since UTC, included
 * @param until UTC, excluded
 */
public record Shift(String person, Instant since, Instant until) {}
