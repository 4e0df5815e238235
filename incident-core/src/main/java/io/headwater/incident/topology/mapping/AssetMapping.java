package io.headwater.incident.topology.mapping;

import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.ColumnEdge;
import io.headwater.incident.lineage.KnownCheck;
import io.headwater.incident.lineage.Owner;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetFacet;
import io.headwater.schema.Upstream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code headwater.assets.v1}: an asset's facets merged into what the graph knows. Lists are united; where scopes differ
 * on one thing the facet observed last has the word (of several, the last by scope), and a source that declares an asset
 * yields its type to the scope that builds it.
 */
public final class AssetMapping {
    private static final Comparator<AssetFacet> LATEST_FIRST = Comparator.comparing(AssetFacet::getObservedAt)
            .thenComparing(AssetFacet::getScope)
            .reversed();

    private AssetMapping() {}

    /** @throws IllegalArgumentException where a check has no source or id */
    public static AssetNode toCore(Asset avro) {
        List<AssetFacet> facets = new ArrayList<>(avro.getFacets());
        facets.sort(LATEST_FIRST);
        if (facets.isEmpty()) {
            return AssetNode.bare(avro.getUrn(), AssetType.OTHER, List.of());
        }
        return new AssetNode(
                avro.getUrn(),
                name(avro, facets),
                type(facets),
                united(facets, f -> Lists.map(f.getAliases(), a -> a.getKind() + ":" + a.getValue())),
                checks(facets),
                united(facets, f -> Lists.map(f.getUpstreams(), Upstream::getUrn)),
                united(facets, f -> Lists.map(f.getOwners(), AssetMapping::owner)),
                facets.stream()
                        .filter(f -> f.getTier() != null)
                        .mapToInt(AssetFacet::getTier)
                        .min(),
                first(facets, AssetFacet::getMaturity),
                first(facets, AssetFacet::getDomain),
                first(facets, AssetFacet::getUrl),
                united(facets, AssetMapping::columnEdges));
    }

    private static List<ColumnEdge> columnEdges(AssetFacet facet) {
        List<ColumnEdge> edges = new ArrayList<>();
        for (Upstream upstream : facet.getUpstreams()) {
            upstream.getColumns()
                    .forEach(edge ->
                            edges.add(new ColumnEdge(upstream.getUrn(), edge.getUpstreamColumn(), edge.getColumn())));
        }
        return edges;
    }

    private static String name(Asset asset, List<AssetFacet> facets) {
        return facets.stream()
                .map(AssetFacet::getName)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElseGet(() -> AssetNode.shortName(asset.getUrn()));
    }

    private static AssetType type(List<AssetFacet> facets) {
        List<AssetType> types =
                Lists.map(facets, f -> AssetType.valueOf(f.getType().name()));
        return types.stream()
                .filter(type -> type != AssetType.SOURCE && type != AssetType.OTHER)
                .findFirst()
                .orElse(types.contains(AssetType.SOURCE) ? AssetType.SOURCE : AssetType.OTHER);
    }

    private static List<KnownCheck> checks(List<AssetFacet> facets) {
        Map<CheckId, KnownCheck> checks = new LinkedHashMap<>();
        for (AssetFacet facet : facets) {
            facet.getChecks().forEach(check -> {
                CheckId id = new CheckId(check.getSource(), check.getCheck());
                CheckKind kind = CheckKind.valueOf(check.getKind().name());
                checks.putIfAbsent(id, new KnownCheck(id, check.getName(), kind, check.getColumns()));
            });
        }
        return List.copyOf(checks.values());
    }

    static Owner owner(io.headwater.schema.Owner avro) {
        return new Owner(Optional.ofNullable(avro.getPerson()), Optional.ofNullable(avro.getTeam()));
    }

    static io.headwater.schema.Owner owner(Owner core) {
        return new io.headwater.schema.Owner(
                core.person().orElse(null), core.team().orElse(null));
    }

    private static <T> List<T> united(List<AssetFacet> facets, Function<AssetFacet, List<T>> part) {
        Set<T> all = new LinkedHashSet<>();
        facets.forEach(facet -> all.addAll(part.apply(facet)));
        return List.copyOf(all);
    }

    private static Optional<String> first(List<AssetFacet> facets, Function<AssetFacet, String> part) {
        return facets.stream()
                .map(part)
                .filter(text -> text != null && !text.isBlank())
                .findFirst();
    }
}
