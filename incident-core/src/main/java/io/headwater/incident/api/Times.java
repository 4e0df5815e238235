package io.headwater.incident.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times that a query asks for. */
public final class Times {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Times() {}

    /** @throws io.headwater.problem.ProblemException where it is none */
    static Instant of(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException bad) {
            throw Fields.wrong(field, "must be a time in ISO 8601, UTC, such as 2026-03-01T09:00:00Z");
        }
    }

    /** The same, from 1970 to 9999: what is kept must be storable. */
    static Instant storable(String field, String text) {
        Instant time = of(field, text);
        if (!time.equals(clamped(time))) {
            throw Fields.wrong(field, "must lie between 1970 and 9999");
        }
        return time;
    }

    /** The moment that incidents are asked for, within what the database knows of time; empty: now. */
    public static Optional<Instant> at(String text) {
        return Optional.ofNullable(text).map(given -> clamped(of("at", given)));
    }

    /** Within what the database knows of time. */
    static Instant clamped(Instant time) {
        return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LATEST) ? LATEST : time;
    }
}
