package io.headwater.ticketing.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and lengths as people read them. */
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Words() {}

    static String time(Instant at) {
        return TIME.format(at) + " UTC";
    }

    static String count(int n, String one) {
        return n + " " + (n == 1 ? one : one + "s");
    }

    /** The two largest units: `2 d 3 h`, `1 h 5 min`, `40 s`. */
    static String length(Duration length) {
        Duration positive = length.isNegative() ? Duration.ZERO : length;
        if (positive.toDays() > 0) {
            return pair(positive.toDays(), "d", positive.toHoursPart(), "h");
        } else if (positive.toHours() > 0) {
            return pair(positive.toHours(), "h", positive.toMinutesPart(), "min");
        } else if (positive.toMinutes() > 0) {
            return pair(positive.toMinutes(), "min", positive.toSecondsPart(), "s");
        }
        return positive.toSeconds() + " s";
    }

    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }

    private static String pair(long large, String largeUnit, int small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
