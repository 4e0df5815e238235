package io.headwater.incident.backtest.run;

import io.headwater.problem.Problem;
import io.headwater.problem.Problem.FieldError;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A time that somebody asks for. */
final class AskedTime {
    private static final String RULE = "must be a time in ISO 8601, UTC, such as 2026-03-01T09:00:00Z";

    private AskedTime() {}

    /**
     * The time in the text; none in none.
     *
     * @throws io.headwater.problem.ProblemException 400 that names the field
     */
    static Optional<Instant> read(String field, String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException bad) {
            throw Problem.malformed(field + " " + RULE, new FieldError(field, RULE))
                    .asException();
        }
    }
}
