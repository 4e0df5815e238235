package io.headwater.lineage.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.headwater.lineage.catalogue.Catalogue;
import io.headwater.lineage.facet.Alias;
import io.headwater.lineage.facet.AssetFacets;
import io.headwater.lineage.facet.Check;
import io.headwater.lineage.facet.Facet;
import io.headwater.lineage.facet.MergedAsset;
import io.headwater.lineage.facet.Owner;
import io.headwater.lineage.facet.Upstream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An asset as its facets together describe it.
 *
 * @param scopes who says so, and as of when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssetView(
        String urn,
        String type,
        String name,
        String description,
        Integer tier,
        String maturity,
        String domain,
        String url,
        List<OwnerView> owners,
        List<String> tags,
        List<Alias> aliases,
        List<Check> checks,
        List<String> columns,
        List<Upstream> upstreams,
        Map<String, String> meta,
        List<ScopeView> scopes) {

    /** A team, or a person by hash and, where known, name. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OwnerView(String team, String person, String name) {}

    /** Who says so, as of when. */
    public record ScopeView(String scope, Instant observedAt, String type) {}

    static AssetView of(AssetFacets asset, Map<String, Catalogue.Named> people) {
        Facet facet = MergedAsset.of(asset).facet();
        return new AssetView(
                facet.urn(),
                facet.type().name(),
                facet.name(),
                facet.description().orElse(null),
                facet.tier().isPresent() ? facet.tier().getAsInt() : null,
                facet.maturity().orElse(null),
                facet.domain().orElse(null),
                facet.url().orElse(null),
                facet.owners().stream().map(owner -> owner(owner, people)).toList(),
                facet.tags(),
                facet.aliases(),
                facet.checks(),
                facet.columns(),
                facet.upstreams(),
                facet.meta(),
                asset.facets().stream()
                        .map(f -> new ScopeView(
                                f.scope(), f.observedAt(), f.facet().type().name()))
                        .toList());
    }

    private static OwnerView owner(Owner owner, Map<String, Catalogue.Named> people) {
        String hash = owner.person().orElse(null);
        Catalogue.Named named = hash == null ? null : people.get(hash);
        return new OwnerView(owner.team().orElse(null), hash, named == null ? null : named.name());
    }
}
