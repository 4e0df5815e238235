package io.headwater.cli.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A time as it is typed: so long ago, a day, or a moment, UTC. */
final class GivenTime {
    static final String FORMS = "7d, 12h, 2026-03-01 or 2026-03-01T09:00:00Z";

    private GivenTime() {}

    /**
     * The time given for an option; none where none is.
     *
     * @throws ParameterException for what is no time
     */
    static Optional<Instant> read(CommandSpec spec, String option, String given) {
        try {
            return Optional.ofNullable(given).map(text -> read(text, Clock.systemUTC()));
        } catch (DateTimeException | ArithmeticException wrong) {
            throw new ParameterException(spec.commandLine(), option + " '" + given + "': give " + FORMS);
        }
    }

    private static Instant read(String given, Clock clock) {
        if (given.matches("\\d{1,4}d")) {
            return clock.instant().minus(Duration.ofDays(number(given)));
        } else if (given.matches("\\d{1,4}h")) {
            return clock.instant().minus(Duration.ofHours(number(given)));
        } else if (given.length() == 10) {
            return LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return Instant.parse(given);
    }

    private static long number(String given) {
        return Long.parseLong(given.substring(0, given.length() - 1));
    }
}
