package io.headwater.incident.silence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A silence or a maintenance window, as a version of its policy describes it. What it matches while it is in force opens no
 * incident and joins none.
 *
 * @param assets URNs or aliases ({@code kind:value}) of the assets that it covers with everything downstream; empty: all
 * @param when condition that must hold as well
 * @param author keyed hash of the person who answers for it
 */
public record Silence(
        Kind kind,
        String name,
        long version,
        List<String> assets,
        Optional<String> when,
        Schedule schedule,
        String author,
        String reason) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Somebody wants to hear nothing, or somebody is at work. */
    public enum Kind {
        SILENCE("silenced"),
        MAINTENANCE("in maintenance");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As policies name it. */
        public String policy() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Silence {
        assets = List.copyOf(assets);
        if (assets.isEmpty() && when.isEmpty()) {
            throw new IllegalArgumentException("a silence says what it covers: `assets`, `when` or both");
        }
        if (author.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("a silence has an author and a reason");
        }
    }

    /** {@code silence/warehouse-upgrade}: what decisions about it bear as their policy. */
    public String id() {
        return kind.policy() + "/" + name;
    }

    /** {@code silenced until 2026-03-02 06:00 UTC by @{…}: warehouse upgrade}. */
    public String inWords(Instant until) {
        return "%s until %s %s".formatted(kind.words, clock(until), whose());
    }

    /** {@code by @{…}: warehouse upgrade}. */
    public String whose() {
        return "by @{%s}: %s".formatted(author, reason);
    }

    /** {@code 2026-03-02 06:00 UTC}. */
    public static String clock(Instant at) {
        return MINUTE.format(at);
    }
}
