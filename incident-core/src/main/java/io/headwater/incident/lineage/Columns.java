package io.headwater.incident.lineage;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Columns of one asset: some of them, or all there are, known or not.
 *
 * @param names empty where it is all
 */
public record Columns(boolean all, SortedSet<String> names) {
    /** The whole asset. */
    public static final Columns ALL = new Columns(true, new TreeSet<>());

    public Columns {
        names = new TreeSet<>(names);
        if (all && !names.isEmpty()) {
            throw new IllegalArgumentException("all columns are not " + names + " among others");
        }
    }

    /** As checks name them: none named is the whole asset. */
    public static Columns of(Collection<String> names) {
        return names.isEmpty() ? ALL : new Columns(false, new TreeSet<>(names));
    }

    public Columns and(Columns more) {
        if (all || more.all) {
            return ALL;
        }
        TreeSet<String> both = new TreeSet<>(names);
        both.addAll(more.names);
        return new Columns(false, both);
    }

    /** Those that {@code known} does not have. */
    Columns beyond(Columns known) {
        if (known.all) {
            return new Columns(false, new TreeSet<>());
        }
        TreeSet<String> left = new TreeSet<>(names);
        left.removeAll(known.names);
        return new Columns(all, left);
    }

    boolean isEmpty() {
        return !all && names.isEmpty();
    }
}
