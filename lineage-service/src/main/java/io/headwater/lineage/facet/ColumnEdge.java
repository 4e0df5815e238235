package io.headwater.lineage.facet;

import java.util.Comparator;

/** Which column of the upstream feeds which column here. */
public record ColumnEdge(String upstreamColumn, String column) implements Comparable<ColumnEdge> {
    private static final Comparator<ColumnEdge> ORDER =
            Comparator.comparing(ColumnEdge::upstreamColumn).thenComparing(ColumnEdge::column);

    @Override
    public int compareTo(ColumnEdge other) {
        return ORDER.compare(this, other);
    }
}
