package io.headwater.incident.incident;

import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.Owner;
import java.util.List;
import java.util.OptionalInt;

/** An asset of the blast radius, as an impact part lists it. */
public record AffectedAsset(
        String urn, String name, AssetType type, int depth, List<String> path, List<Owner> owners, OptionalInt tier) {
    public AffectedAsset {
        path = List.copyOf(path);
        owners = List.copyOf(owners);
    }
}
