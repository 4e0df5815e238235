package io.headwater.incident.erasure;

import java.util.List;

/**
 * Where others name the person.
 *
 * @param searched false: neither name nor e-mail is known, so there was nothing to search for
 * @param count exact
 * @param items the oldest first, capped
 */
public record Mentions(boolean searched, long count, List<Mention> items) {
    public Mentions {
        items = List.copyOf(items);
    }

    /** Nothing to search for. */
    public static Mentions unsearched() {
        return new Mentions(false, 0, List.of());
    }
}
