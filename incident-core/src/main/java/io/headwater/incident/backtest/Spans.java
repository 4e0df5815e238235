package io.headwater.incident.backtest;

import java.time.Duration;

/** Lengths of time as people read them: {@code 30 s}, {@code 5 min}, {@code 2 h 10 min}. */
final class Spans {
    private Spans() {}

    static String words(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3600) {
            return seconds / 60 + " min" + rest(seconds % 60, "s");
        } else if (seconds < 86_400) {
            return seconds / 3600 + " h" + rest(seconds % 3600 / 60, "min");
        }
        return seconds / 86_400 + " d" + rest(seconds % 86_400 / 3600, "h");
    }

    private static String rest(long number, String unit) {
        return number == 0 ? "" : " " + number + " " + unit;
    }
}
