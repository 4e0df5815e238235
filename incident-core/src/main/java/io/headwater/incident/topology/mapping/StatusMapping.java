package io.headwater.incident.topology.mapping;

import io.headwater.incident.status.AssetStatus;
import io.headwater.incident.status.Health;
import java.util.Optional;

/** {@code headwater.asset-status.v1}: whether assets can be trusted. */
public final class StatusMapping {
    private StatusMapping() {}

    public static io.headwater.schema.AssetStatus toAvro(String workspace, AssetStatus core) {
        return new io.headwater.schema.AssetStatus(
                workspace,
                core.urn(),
                io.headwater.schema.Health.valueOf(core.status().name()),
                core.since(),
                core.incident().orElse(null),
                core.priority().map(PartMapping::toAvro).orElse(null),
                core.failingChecks(),
                core.at());
    }

    public static AssetStatus toCore(io.headwater.schema.AssetStatus avro) {
        return new AssetStatus(
                avro.getUrn(),
                Health.valueOf(avro.getStatus().name()),
                avro.getSince(),
                Optional.ofNullable(avro.getIncident()),
                Optional.ofNullable(avro.getPriority()).map(PartMapping::toCore),
                avro.getFailingChecks(),
                avro.getAt());
    }
}
