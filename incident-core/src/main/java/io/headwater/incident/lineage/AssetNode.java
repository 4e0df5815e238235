package io.headwater.incident.lineage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the graph knows of an asset, merged over its facets.
 *
 * @param aliases other names, each {@code kind:value}
 * @param upstreams URNs; one the graph has no description of becomes a placeholder
 * @param tier 1 is the most important
 * @param columnEdges which columns of its upstreams feed which of its own; of an upstream that has none here nobody told
 */
public record AssetNode(
        String urn,
        String name,
        AssetType type,
        List<String> aliases,
        List<KnownCheck> checks,
        List<String> upstreams,
        List<Owner> owners,
        OptionalInt tier,
        Optional<String> maturity,
        Optional<String> domain,
        Optional<String> url,
        List<ColumnEdge> columnEdges) {

    public AssetNode {
        Objects.requireNonNull(urn, "urn");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        aliases = List.copyOf(aliases);
        checks = List.copyOf(checks);
        upstreams = List.copyOf(upstreams);
        owners = List.copyOf(owners);
        columnEdges = List.copyOf(columnEdges);
    }

    /** An asset of which no more is known than its place. */
    public static AssetNode bare(String urn, AssetType type, List<String> upstreams) {
        return new AssetNode(
                urn,
                shortName(urn),
                type,
                List.of(),
                List.of(),
                upstreams,
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The last part of a URN's name, as people say it: {@code stg_orders} of {@code table:dwh.staging.stg_orders}. */
    public static String shortName(String urn) {
        int cut = Math.max(urn.lastIndexOf('.'), urn.lastIndexOf(':'));
        return cut < 0 || cut == urn.length() - 1 ? urn : urn.substring(cut + 1);
    }
}
