package io.headwater.incident.console;

import io.headwater.incident.projection.SpokenName;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the pages say times, names and states. */
@TemplateExtension
final class Wording {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Wording() {}

    /** `24 Nov 02:14:09`, UTC. */
    static String clock(Instant at) {
        return MINUTE.format(at);
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
