package io.headwater.incident.backtest;

import java.time.Instant;
import java.util.Optional;

/**
 * What is compared: incidents opened, and failures heard, in {@code [since, until)}.
 *
 * @param since empty: from the beginning
 * @param until empty: to the end
 */
public record Window(Optional<Instant> since, Optional<Instant> until) {
    boolean holds(Instant at) {
        return since.filter(at::isBefore).isEmpty()
                && until.filter(end -> !at.isBefore(end)).isEmpty();
    }
}
