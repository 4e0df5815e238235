package io.headwater.incident.console;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.projection.SpokenName;
import io.headwater.incident.silence.Weekly;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the pages say times, names and states. */
@TemplateExtension
final class Wording {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Wording() {}

    /** `24 Nov 02:14:09`, UTC. */
    static String clock(Instant at) {
        return MINUTE.format(at);
    }

    /** `24 Nov 2026 02:14:09`, UTC. */
    static String stamp(Instant at) {
        return SECOND.format(at);
    }

    /** Time from then to the page's own moment: `12 min`. */
    static String since(Instant at, Instant now) {
        return span(Duration.between(at, now));
    }

    /** So many seconds: `12 min`. */
    static String asSpan(long seconds) {
        return seconds < 60 ? "less than a minute" : span(Duration.ofSeconds(seconds));
    }

    /** `TRIGGERED` → `triggered`. */
    static String small(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** The name people say of a URN; of a relation with its schema. */
    static String assetName(String urn) {
        return SpokenName.of(urn);
    }

    /** As one part of a path: `table%3Ashop.raw.payments`. */
    static String asPath(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Where the history of `source/check` is, below the workspace's incidents. */
    static String historyPath(String check) {
        CheckId id = CheckId.parse(check);
        return "checks/" + asPath(id.source()) + "/" + asPath(id.check());
    }

    /** A share of one, never rounded up to all of it: `99.94 %`. */
    static String asPercent(double share) {
        BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2).setScale(2, RoundingMode.DOWN);
        return percent.stripTrailingZeros().toPlainString() + " %";
    }

    /** `Mon, Tue from 02:00 for 90 min, Europe/Berlin`. */
    static String inWords(Weekly weekly) {
        String days = weekly.days().stream()
                .sorted()
                .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                .collect(Collectors.joining(", "));
        return "%s from %s for %s, %s".formatted(days, weekly.start(), span(weekly.length()), weekly.zone());
    }

    private static String span(Duration time) {
        long minutes = Math.max(0, time.toMinutes());
        if (minutes < 1) {
            return "just now";
        } else if (minutes < 90) {
            return minutes + " min";
        } else if (minutes < 48 * 60) {
            return minutes / 60 + " h " + minutes % 60 + " min";
        }
        return minutes / (24 * 60) + " d";
    }
}
