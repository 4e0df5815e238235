package io.headwater.incident.silence;

import java.time.Instant;
import java.util.Optional;

/** When a silence is in force; each of its periods has an end. */
public sealed interface Schedule permits Schedule.Once, Weekly {
    /** The period that is in force at the time, else the next one; empty: it is over for good. */
    Optional<Period> currentOrNext(Instant at);

    /** The period that is in force at the time. */
    default Optional<Period> inForce(Instant at) {
        return currentOrNext(at).filter(period -> period.holds(at));
    }

    /** One period; without a start it begins when it is asked for first. */
    record Once(Optional<Instant> from, Instant until) implements Schedule {
        public Once {
            from.ifPresent(start -> new Period(start, until));
        }

        @Override
        public Optional<Period> currentOrNext(Instant at) {
            return at.isBefore(until) ? Optional.of(new Period(from.orElse(at), until)) : Optional.empty();
        }
    }
}
