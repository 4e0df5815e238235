package io.headwater.lineage.facet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is said of one asset, a facet per scope, in scope order. Without a facet the asset is no more.
 *
 * @param byScope keyed by {@link Scope#text()}
 */
public record AssetFacets(String urn, Map<String, ScopedFacet> byScope) {

    public AssetFacets {
        byScope = java.util.Collections.unmodifiableMap(new TreeMap<>(byScope));
    }

    /** An asset of which nothing is said. */
    public static AssetFacets none(String urn) {
        return new AssetFacets(urn, Map.of());
    }

    /** The same with this facet in its scope's place. */
    public AssetFacets with(ScopedFacet facet) {
        Map<String, ScopedFacet> next = new TreeMap<>(byScope);
        next.put(facet.scope(), facet);
        return new AssetFacets(urn, next);
    }

    /** The same without what that scope said. */
    public AssetFacets without(String scope) {
        Map<String, ScopedFacet> next = new TreeMap<>(byScope);
        next.remove(scope);
        return new AssetFacets(urn, next);
    }

    /** Whether the last facet is gone, and the asset with it. */
    public boolean ended() {
        return byScope.isEmpty();
    }

    public List<ScopedFacet> facets() {
        return List.copyOf(byScope.values());
    }
}
