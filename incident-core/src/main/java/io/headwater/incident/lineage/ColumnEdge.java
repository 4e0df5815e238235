package io.headwater.incident.lineage;

import io.headwater.incident.packed.PackedTexts;
import java.util.ArrayList;
import java.util.List;

/** A column of an asset that is made from a column of one of its upstreams. */
public record ColumnEdge(String upstream, String upstreamColumn, String column) {
    static void pack(List<ColumnEdge> edges, PackedTexts packed) {
        packed.number(edges.size());
        for (ColumnEdge edge : edges) {
            packed.text(edge.upstream());
            packed.text(edge.upstreamColumn());
            packed.text(edge.column());
        }
    }

    static List<ColumnEdge> unpack(PackedTexts.Reader reader) {
        int size = reader.number();
        List<ColumnEdge> edges = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            edges.add(new ColumnEdge(reader.text(), reader.text(), reader.text()));
        }
        return edges;
    }
}
