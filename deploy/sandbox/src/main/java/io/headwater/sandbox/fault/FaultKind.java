package io.headwater.sandbox.fault;

import java.util.Arrays;
import java.util.Optional;

/** The ways an outside service fails. */
public enum FaultKind {
    /** HTTP 429 with {@code Retry-After}; over SMTP a temporary refusal. */
    TOO_MANY("429"),
    /** The credentials are refused in the vendor's own way; nothing is stored. */
    UNAUTHORIZED("401"),
    /** HTTP 500; over SMTP a temporary failure. */
    BROKEN("500"),
    /** The connection stays open and nothing comes back. */
    TIMEOUT("timeout"),
    /** The connection is closed at once; nothing is stored. */
    DOWN("down"),
    /** The request is carried out and kept, then the connection is closed without an answer. */
    RESET_AFTER_ACCEPT("reset-after-accept");

    private final String word;

    FaultKind(String word) {
        this.word = word;
    }

    /** The word scripts use. */
    public String word() {
        return word;
    }

    public static Optional<FaultKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
