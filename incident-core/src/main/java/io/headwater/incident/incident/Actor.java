package io.headwater.incident.incident;

import java.util.Optional;

/**
 * Who acts.
 *
 * @param person keyed hash; empty where no person acts
 * @param via where it was done: console, slack, jira, api, monte-carlo, headwater
 */
public record Actor(Kind kind, Optional<String> person, String via) {
    /** Headwater itself. */
    public static final Actor HEADWATER = new Actor(Kind.SYSTEM, Optional.empty(), "headwater");

    public enum Kind {
        UNKNOWN,
        PERSON,
        SYSTEM,
        SOURCE
    }

    public static Actor person(String hash, String via) {
        return new Actor(Kind.PERSON, Optional.of(hash), via);
    }

    /** The source of an outcome, by its own resolution. */
    public static Actor source(String source) {
        return new Actor(Kind.SOURCE, Optional.empty(), source);
    }
}
