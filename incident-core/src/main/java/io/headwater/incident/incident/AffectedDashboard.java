package io.headwater.incident.incident;

import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.Owner;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A place people look at within the blast radius; {@code path} from the root cause or failing asset, both ends included. */
public record AffectedDashboard(
        String urn,
        String name,
        AssetType type,
        List<Owner> owners,
        OptionalInt tier,
        Optional<String> url,
        List<String> path) {
    public AffectedDashboard {
        owners = List.copyOf(owners);
        path = List.copyOf(path);
    }
}
