package io.headwater.incident.correlation;

import io.headwater.incident.correlation.Reason.CostsMore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How reasons read. Times are UTC. */
final class Sentences {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Sentences() {}

    static String of(Estimate estimate) {
        Candidate best = estimate.best();
        String verb = best.suspected() ? "suspected to start at" : "grouped under";
        String sentence = "%s `%s`: %s".formatted(verb, best.name(), words(best.reasons(), "; "));
        if (estimate.candidates().size() > 1) {
            sentence += "; " + next(estimate.candidates().get(1));
        }
        return sentence + ".";
    }

    private static String next(Candidate candidate) {
        List<Reason> told = candidate.reasons().stream()
                .filter(reason -> !(reason instanceof Reason.Explains))
                .toList();
        boolean even = told.stream().anyMatch(reason -> reason instanceof CostsMore more && more.moreMicroNats() == 0);
        return even
                ? "`%s` costs just as much".formatted(candidate.name())
                : "the next best, `%s`, %s".formatted(candidate.name(), words(told, " because "));
    }

    private static String words(List<Reason> reasons, String between) {
        return reasons.stream().map(Reason::words).collect(Collectors.joining(between));
    }

    /** {@code HH:mm}, with its date where that is not the onset's. */
    static String time(Instant time, Instant onset) {
        return day(time).equals(day(onset)) ? CLOCK.format(time) : DAY_AND_CLOCK.format(time);
    }

    /** One decimal, half up. */
    static String nats(long microNats) {
        long tenths = Math.floorDiv(microNats + 50_000, 100_000L);
        return tenths / 10 + "." + tenths % 10;
    }

    private static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
