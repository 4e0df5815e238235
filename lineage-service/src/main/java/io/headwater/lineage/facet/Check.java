package io.headwater.lineage.facet;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A check that watches an asset.
 *
 * @param source who evaluates it, e.g. `dbt`
 * @param check the source's own id
 * @param columns the columns it looks at; empty: the whole asset
 */
public record Check(String source, String check, String name, CheckKind kind, List<String> columns, Severity severity)
        implements Comparable<Check> {
    private static final Comparator<Check> ORDER =
            Comparator.comparing(Check::source).thenComparing(Check::check);

    public Check {
        columns = List.copyOf(new TreeSet<>(columns));
    }

    /** By identity: two checks with the same source and id are one. */
    @Override
    public int compareTo(Check other) {
        return ORDER.compare(this, other);
    }
}
