package io.headwater.incident.correlation;

import io.headwater.incident.lineage.LineageGraph;
import it.unimi.dsi.fastutil.objects.Object2IntLinkedOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2IntMap;
import it.unimi.dsi.fastutil.objects.Object2IntMaps;
import java.util.List;

/** Where trouble on an asset may have come from: the asset itself and its nearest upstreams, each with its hops. */
final class Upstreams {
    static final int NOT_ABOVE = -1;

    private Upstreams() {}

    /** The same of some columns of the asset, where lineage knows what feeds them. */
    static Object2IntMap<String> of(String asset, List<String> columns, LineageGraph graph, CorrelationPolicy policy) {
        Object2IntLinkedOpenHashMap<String> hops = new Object2IntLinkedOpenHashMap<>();
        hops.defaultReturnValue(NOT_ABOVE);
        graph.visitUpstream(asset, columns, policy.maxHops(), (urn, distance) -> {
            hops.put(urn, distance);
            return hops.size() < policy.maxCandidates();
        });
        return Object2IntMaps.unmodifiable(hops);
    }

    /** In walk order, nearest first, at most {@code maxCandidates}; {@link #NOT_ABOVE} for all others. */
    static Object2IntMap<String> of(String asset, LineageGraph graph, CorrelationPolicy policy) {
        return of(asset, List.of(), graph, policy);
    }
}
