package io.headwater.incident.outcome;

import java.util.Comparator;
import java.util.Objects;

/**
 * Identity of a check within a workspace: the source that speaks for it ({@code dbt}, {@code monte-carlo}) and the
 * source's own id. A source's name holds no slash; an id may.
 */
public record CheckId(String source, String check) implements Comparable<CheckId> {
    private static final Comparator<CheckId> ORDER =
            Comparator.comparing(CheckId::source).thenComparing(CheckId::check);

    public CheckId {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(check, "check");
        if (source.isEmpty() || source.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a source's name is not empty and holds no slash: \"" + source + "\"");
        }
        if (check.isEmpty()) {
            throw new IllegalArgumentException("a check of source \"" + source + "\" has an empty id");
        }
    }

    /** Reads what {@link #toString()} writes: {@code source/check}. */
    public static CheckId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a check id (source/check): \"" + text + "\"");
        }
        return new CheckId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(CheckId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return source + "/" + check;
    }
}
