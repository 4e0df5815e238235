package io.headwater.notifier.telling;

import java.util.Locale;

/** What a notification is for. */
public enum Kind {
    /** The incident's one message. */
    ANNOUNCE,
    /** The first reply in its thread. */
    DETAILS,
    /** The message is brought up to date; calls nobody. */
    EDIT,
    /** A sentence in the thread; calls nobody. */
    UPDATE,
    /** Aloud: it became P0 or P1. */
    RAISED,
    /** Aloud: it is back. */
    REOPENED,
    /** Aloud: nobody acknowledged. */
    REPEAT,
    /** Aloud: still nobody; somebody else is called. */
    FALLBACK,
    /** An answer to one person's press of a button, which only they see. */
    ANSWER;

    /** Shown in the channel as well as in the thread. */
    public boolean isAloud() {
        return this == RAISED || this == REOPENED || this == REPEAT || this == FALLBACK;
    }

    /** As the notifications topic names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
