package io.headwater.lineage.wire;

import io.headwater.lineage.facet.Alias;
import io.headwater.lineage.facet.AssetFacets;
import io.headwater.lineage.facet.AssetType;
import io.headwater.lineage.facet.Check;
import io.headwater.lineage.facet.CheckKind;
import io.headwater.lineage.facet.ColumnEdge;
import io.headwater.lineage.facet.Facet;
import io.headwater.lineage.facet.Owner;
import io.headwater.lineage.facet.ScopedFacet;
import io.headwater.lineage.facet.Severity;
import io.headwater.lineage.facet.Upstream;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetCheck;
import io.headwater.schema.AssetFacet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Assets of the core and their records on `headwater.assets.v1`, both ways. */
public final class AssetRecords {
    private AssetRecords() {}

    public static Asset write(String workspace, AssetFacets asset) {
        return Asset.newBuilder()
                .setWorkspace(workspace)
                .setUrn(asset.urn())
                .setFacets(asset.facets().stream().map(AssetRecords::write).toList())
                .build();
    }

    public static AssetFacets read(Asset asset) {
        Map<String, ScopedFacet> byScope = asset.getFacets().stream()
                .map(facet -> read(asset.getUrn(), facet))
                .collect(Collectors.toMap(ScopedFacet::scope, f -> f, (first, second) -> second));
        return new AssetFacets(asset.getUrn(), byScope);
    }

    private static AssetFacet write(ScopedFacet scoped) {
        Facet facet = scoped.facet();
        return AssetFacet.newBuilder()
                .setScope(scoped.scope())
                .setObservedAt(scoped.observedAt())
                .setType(io.headwater.schema.AssetType.valueOf(facet.type().name()))
                .setName(facet.name())
                .setDescription(facet.description().orElse(null))
                .setAliases(facet.aliases().stream()
                        .map(a -> new io.headwater.schema.Alias(a.kind(), a.value()))
                        .toList())
                .setChecks(facet.checks().stream().map(AssetRecords::write).toList())
                .setUpstreams(
                        facet.upstreams().stream().map(AssetRecords::write).toList())
                .setOwners(facet.owners().stream()
                        .map(o -> new io.headwater.schema.Owner(
                                o.person().orElse(null), o.team().orElse(null)))
                        .toList())
                .setTier(facet.tier().isPresent() ? facet.tier().getAsInt() : null)
                .setMaturity(facet.maturity().orElse(null))
                .setDomain(facet.domain().orElse(null))
                .setTags(facet.tags())
                .setColumns(facet.columns())
                .setUrl(facet.url().orElse(null))
                .setMeta(new HashMap<>(facet.meta()))
                .build();
    }

    private static AssetCheck write(Check check) {
        return AssetCheck.newBuilder()
                .setSource(check.source())
                .setCheck(check.check())
                .setName(check.name())
                .setKind(io.headwater.schema.CheckKind.valueOf(check.kind().name()))
                .setColumns(check.columns())
                .setSeverity(
                        io.headwater.schema.Severity.valueOf(check.severity().name()))
                .build();
    }

    private static io.headwater.schema.Upstream write(Upstream upstream) {
        return new io.headwater.schema.Upstream(
                upstream.urn(),
                upstream.columns().stream()
                        .map(c -> new io.headwater.schema.ColumnEdge(c.upstreamColumn(), c.column()))
                        .toList());
    }

    private static ScopedFacet read(String urn, AssetFacet facet) {
        Facet core = new Facet.Builder(urn, AssetType.valueOf(facet.getType().name()), facet.getName())
                .description(Optional.ofNullable(facet.getDescription()))
                .aliases(facet.getAliases().stream()
                        .map(a -> new Alias(a.getKind(), a.getValue()))
                        .toList())
                .checks(facet.getChecks().stream()
                        .map(c -> new Check(
                                c.getSource(),
                                c.getCheck(),
                                c.getName(),
                                CheckKind.valueOf(c.getKind().name()),
                                c.getColumns(),
                                Severity.valueOf(c.getSeverity().name())))
                        .toList())
                .upstreams(facet.getUpstreams().stream()
                        .map(u -> new Upstream(
                                u.getUrn(),
                                u.getColumns().stream()
                                        .map(c -> new ColumnEdge(c.getUpstreamColumn(), c.getColumn()))
                                        .toList()))
                        .toList())
                .owners(facet.getOwners().stream()
                        .map(o -> new Owner(Optional.ofNullable(o.getPerson()), Optional.ofNullable(o.getTeam())))
                        .toList())
                .tier(facet.getTier() == null ? OptionalInt.empty() : OptionalInt.of(facet.getTier()))
                .maturity(Optional.ofNullable(facet.getMaturity()))
                .domain(Optional.ofNullable(facet.getDomain()))
                .tags(facet.getTags())
                .columns(facet.getColumns())
                .url(Optional.ofNullable(facet.getUrl()))
                .meta(facet.getMeta())
                .build();
        return new ScopedFacet(facet.getScope(), facet.getObservedAt(), core);
    }
}
