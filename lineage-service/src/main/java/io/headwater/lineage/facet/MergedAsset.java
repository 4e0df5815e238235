package io.headwater.lineage.facet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An asset as its facets together describe it. Who builds it is heard first, then who said something last; lists are
 * joined, the gravest tier counts.
 */
public record MergedAsset(Facet facet) {
    private static final Comparator<ScopedFacet> HEARD_FIRST = Comparator.comparingInt(
                    (ScopedFacet f) -> -f.facet().type().rank())
            .thenComparing(ScopedFacet::observedAt, Comparator.reverseOrder())
            .thenComparing(ScopedFacet::scope);

    /** @param asset with a facet at least */
    public static MergedAsset of(AssetFacets asset) {
        List<Facet> facets = asset.facets().stream()
                .sorted(HEARD_FIRST)
                .map(ScopedFacet::facet)
                .toList();
        if (facets.isEmpty()) {
            throw new IllegalArgumentException(asset.urn() + " has ended: it has no facet");
        }
        Facet first = facets.get(0);
        return new MergedAsset(new Facet.Builder(asset.urn(), first.type(), first.name())
                .description(firstOf(facets, Facet::description))
                .aliases(all(facets, Facet::aliases))
                .checks(all(facets, Facet::checks))
                .upstreams(upstreams(facets))
                .owners(all(facets, Facet::owners))
                .tier(facets.stream()
                        .map(Facet::tier)
                        .filter(OptionalInt::isPresent)
                        .mapToInt(OptionalInt::getAsInt)
                        .min())
                .maturity(firstOf(facets, Facet::maturity))
                .domain(firstOf(facets, Facet::domain))
                .tags(all(facets, Facet::tags))
                .columns(all(facets, Facet::columns))
                .url(firstOf(facets, Facet::url))
                .meta(meta(facets))
                .build());
    }

    private static Map<String, String> meta(List<Facet> facets) {
        Map<String, String> meta = new TreeMap<>();
        facets.forEach(facet -> facet.meta().forEach(meta::putIfAbsent));
        return meta;
    }

    private static Collection<Upstream> upstreams(List<Facet> facets) {
        Map<String, Upstream> byUrn = new TreeMap<>();
        for (Facet facet : facets) {
            for (Upstream upstream : facet.upstreams()) {
                byUrn.merge(upstream.urn(), upstream, (one, other) -> {
                    List<ColumnEdge> columns = new ArrayList<>(one.columns());
                    columns.addAll(other.columns());
                    return new Upstream(one.urn(), columns);
                });
            }
        }
        return byUrn.values();
    }

    private static <T> List<T> all(List<Facet> facets, Function<Facet, List<T>> part) {
        return facets.stream().flatMap(facet -> part.apply(facet).stream()).toList();
    }

    private static <T> Optional<T> firstOf(List<Facet> facets, Function<Facet, Optional<T>> part) {
        return facets.stream().map(part).flatMap(Optional::stream).findFirst();
    }
}
