package io.headwater.incident.policy;

import io.headwater.incident.silence.Schedule;
import io.headwater.incident.silence.Silence;
import io.headwater.incident.silence.Weekly;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What documents of the kinds `silence` and `maintenance` mean. */
public final class SilencePolicy {
    private SilencePolicy() {}

    /** Whether documents of that kind are silences. */
    public static boolean isKind(String kind) {
        return kind.equals(Silence.Kind.SILENCE.policy()) || kind.equals(Silence.Kind.MAINTENANCE.policy());
    }

    /**
     * Reads a document; its author is who applied it where it names none.
     *
     * @throws IllegalArgumentException where it says no silence, in words
     */
    public static Silence read(PolicyDocument document) {
        Map<String, Object> spec = document.spec();
        String id = document.kind() + "/" + document.name();
        try {
            return new Silence(
                    document.kind().equals(Silence.Kind.MAINTENANCE.policy())
                            ? Silence.Kind.MAINTENANCE
                            : Silence.Kind.SILENCE,
                    document.name(),
                    document.version(),
                    texts(spec.get("assets")),
                    text(spec.get("when")),
                    schedule(spec),
                    text(spec.get("author")).or(document::appliedBy).orElse(""),
                    text(spec.get("reason")).orElse(""));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(id + ": " + wrong.getMessage(), wrong);
        }
    }

    /**
     * When the document's silence is in force.
     *
     * @throws IllegalArgumentException where its times contradict each other or are none, in words
     */
    public static Schedule schedule(Map<String, Object> spec) {
        Optional<Instant> from = instant(spec, "from");
        Optional<Instant> until = instant(spec, "until");
        if (spec.get("weekly") instanceof Map<?, ?> weekly) {
            return new Weekly(days(weekly), start(weekly), length(weekly), zone(weekly), from, until);
        }
        return new Schedule.Once(
                from, until.orElseThrow(() -> new IllegalArgumentException("a silence needs an end: `until`")));
    }

    private static Set<DayOfWeek> days(Map<?, ?> weekly) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        texts(weekly.get("days")).forEach(day -> days.add(day(day)));
        return days;
    }

    /** As its first three letters say. */
    private static DayOfWeek day(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().substring(0, 3).equals(text)) {
                return day;
            }
        }
        throw new IllegalArgumentException("`days`: '" + text + "' is none of MON, TUE, WED, THU, FRI, SAT, SUN");
    }

    private static LocalTime start(Map<?, ?> weekly) {
        return parsed("start", text(weekly.get("start")), LocalTime::parse);
    }

    private static Duration length(Map<?, ?> weekly) {
        return parsed("duration", text(weekly.get("duration")), Duration::parse);
    }

    private static ZoneId zone(Map<?, ?> weekly) {
        return parsed("timeZone", text(weekly.get("timeZone")), ZoneId::of);
    }

    private static Optional<Instant> instant(Map<String, Object> spec, String field) {
        return text(spec.get(field))
                .map(given -> parsed(field, Optional.of(given), it -> OffsetDateTime.parse(it)
                        .toInstant()));
    }

    /** How a text becomes a value of {@code java.time}. */
    private interface Parser<T> {
        T parse(String text);
    }

    private static <T> T parsed(String field, Optional<String> given, Parser<T> parser) {
        String value = given.orElseThrow(() -> new IllegalArgumentException("`" + field + "` is missing"));
        try {
            return parser.parse(value);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("`" + field + "`: '" + value + "' cannot be read", wrong);
        }
    }

    private static Optional<String> text(Object value) {
        return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
