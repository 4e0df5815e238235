package io.headwater.lineage.facet;

import java.util.Comparator;

/**
 * Another name of an asset.
 *
 * @param kind dbt, mc-mcon, mc-table, openlineage, url, bi, name
 * @param value as that source writes it
 */
public record Alias(String kind, String value) implements Comparable<Alias> {
    private static final Comparator<Alias> ORDER =
            Comparator.comparing(Alias::kind).thenComparing(Alias::value);

    @Override
    public int compareTo(Alias other) {
        return ORDER.compare(this, other);
    }

    /** `kind:value`. */
    @Override
    public String toString() {
        return kind + ":" + value;
    }
}
