package io.headwater.lineage.facet;

import java.util.List;
import java.util.TreeSet;

/**
 * An asset that feeds this one.
 *
 * @param columns empty where the source does not know them
 */
public record Upstream(String urn, List<ColumnEdge> columns) implements Comparable<Upstream> {
    public Upstream {
        columns = List.copyOf(new TreeSet<>(columns));
    }

    public static Upstream of(String urn) {
        return new Upstream(urn, List.of());
    }

    /** By URN: an asset is upstream once. */
    @Override
    public int compareTo(Upstream other) {
        return urn.compareTo(other.urn);
    }
}
