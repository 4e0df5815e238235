package io.headwater.incident.triage;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.KnownCheck;
import io.headwater.incident.outcome.CheckKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Assets as lineage comes to know them in the middle of a night. */
final class Nodes {
    private Nodes() {}

    static AssetNode dashboard(String name, int tier, String... upstreams) {
        return node("dash:" + name, AssetType.DASHBOARD, OptionalInt.of(tier), List.of(), upstreams);
    }

    static AssetNode model(String name, String... upstreams) {
        return node(name, AssetType.MODEL, OptionalInt.empty(), List.of(), upstreams);
    }

    /** A model that lineage says these checks watch. */
    static AssetNode watched(String name, List<Say> checks, String... upstreams) {
        return node(
                name,
                AssetType.MODEL,
                OptionalInt.empty(),
                checks.stream()
                        .map(say -> new KnownCheck(say.id(), say.name(), CheckKind.DATA_TEST, List.of()))
                        .toList(),
                upstreams);
    }

    private static AssetNode node(
            String name, AssetType type, OptionalInt tier, List<KnownCheck> checks, String... upstreams) {
        return new AssetNode(
                Warehouse.urn(name),
                name,
                type,
                List.of("dbt:model." + name),
                checks,
                Stream.of(upstreams).map(Warehouse::urn).toList(),
                List.of(),
                tier,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
