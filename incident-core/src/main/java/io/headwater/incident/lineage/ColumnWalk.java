package io.headwater.incident.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A breadth-first walk that follows columns where lineage knows them: from some columns of an asset only to what they feed,
 * or are fed by. A link whose columns nobody told, and an asset of which all columns are in question, lead on whole. An
 * asset that is met again with more columns leads on again with those.
 */
final class ColumnWalk {
    /** One link, seen from the asset that is left: its columns on this side, those on the other. */
    private record Link(String here, String there) {}

    /** Called when an asset is met first. */
    interface Visitor {
        /** {@code from}: the asset it was met from; null for a start. Answers whether to go on. */
        boolean met(String urn, String from, int hops);
    }

    private final LineageGraph graph;
    private final boolean down;
    private final Map<String, Columns> reached = new LinkedHashMap<>();

    ColumnWalk(LineageGraph graph, boolean down) {
        this.graph = graph;
        this.down = down;
    }

    /** Walks from the starts, hop by hop, within a hop in the order met, then by URN. */
    void from(Map<String, Columns> starts, int maxHops, Visitor visitor) {
        Map<String, Columns> level = new TreeMap<>(starts);
        for (Map.Entry<String, Columns> start : level.entrySet()) {
            reached.put(start.getKey(), start.getValue());
            if (!visitor.met(start.getKey(), null, 0)) {
                return;
            }
        }
        for (int hops = 1; hops <= maxHops && !level.isEmpty(); hops++) {
            Map<String, Columns> next = new LinkedHashMap<>();
            for (Map.Entry<String, Columns> left : level.entrySet()) {
                for (String urn : down ? graph.downstreams(left.getKey()) : graph.upstreams(left.getKey())) {
                    Columns known = reached.get(urn);
                    Columns more = through(left.getKey(), urn, left.getValue());
                    more = known == null ? more : more.beyond(known);
                    if (more.isEmpty()) {
                        continue;
                    }
                    reached.merge(urn, more, Columns::and);
                    next.merge(urn, more, Columns::and);
                    if (known == null && !visitor.met(urn, left.getKey(), hops)) {
                        return;
                    }
                }
            }
            level = next;
        }
    }

    /** What of {@code to} the columns of {@code from} have to do with. */
    private Columns through(String from, String to, Columns columns) {
        List<Link> links = down ? links(to, from) : links(from, to);
        if (links.isEmpty() || columns.all()) {
            return Columns.ALL;
        }
        Collection<String> fed = new TreeSet<>();
        for (Link link : links) {
            if (columns.names().contains(link.here())) {
                fed.add(link.there());
            }
        }
        return new Columns(false, new TreeSet<>(fed));
    }

    /** The columns of one edge, as seen in the direction of the walk; empty where nobody told them. */
    private List<Link> links(String asset, String upstream) {
        List<Link> links = new ArrayList<>();
        for (ColumnEdge edge : graph.columnEdges(asset)) {
            if (edge.upstream().equals(upstream)) {
                links.add(
                        down
                                ? new Link(edge.upstreamColumn(), edge.column())
                                : new Link(edge.column(), edge.upstreamColumn()));
            }
        }
        return links;
    }
}
