package io.headwater.incident.triage;

import java.time.Instant;

/** Keys of rows, indices and timers; parts are held apart by U+0000, which no part holds. */
final class Keys {
    /** Timer kinds; a timer's name is {@code kind/id}. A silence's period is in the index by the same word. */
    static final String RUN = "run";

    static final String PARKED = "parked";
    static final String ANNOUNCE = "announce";
    static final String RESOLVE = "resolve";
    static final String WINDOW = "window";
    static final String REVIEW = "review";
    static final String QUIET = "quiet";
    static final String STALE = "stale";
    static final String SNOOZE = "snooze";
    static final String REOPENABLE = "reopenable";
    static final String FORGET_RUN = "forget-run";
    static final String FORGET_HEARD = "forget-heard";
    static final String FORGET_COMMAND = "forget-command";
    static final String OVERDUE = "overdue";
    static final String UNNAMED = "unnamed";
    static final String FLAPPING = "flapping";
    static final String SILENCE = "silence";
    static final String FORGET_BEYOND_STATUS = "forget-recovered";

    /** Index kinds. */
    static final String OPEN = "open";

    static final String REACH = "reach";
    static final String CAUSE = "cause";
    static final String RUN_OF = "run-of";
    static final String RUN_CLOSED = "run-closed";
    static final String RUN_HEARD = "run-heard";
    static final String NAMED = "named";
    static final String IMPACT = "impact";
    static final String COMMAND = "command";
    static final String COMMAND_DAY = "command-day";
    static final String UNRESOLVED = "unresolved";
    static final String SHARED = "shared";
    static final String HIDDEN = "hidden";
    static final String BEYOND_STATUS = "recovered";

    private static final char CUT = '\0';
    private static final int TIME_DIGITS = 16;

    private Keys() {}

    static String of(String... parts) {
        return String.join(String.valueOf(CUT), parts);
    }

    /** Of every key that has these parts and more. */
    static String prefix(String... parts) {
        return of(parts) + CUT;
    }

    static String last(String key) {
        return key.substring(key.lastIndexOf(CUT) + 1);
    }

    static String rest(String key, String prefix) {
        return key.substring(prefix.length());
    }

    /** Sorts as time does. */
    static String time(Instant at) {
        String millis = Long.toString(Math.max(0, at.toEpochMilli()));
        return "0".repeat(TIME_DIGITS - millis.length()) + millis;
    }

    static String timer(String kind, String id) {
        return kind + "/" + id;
    }
}
