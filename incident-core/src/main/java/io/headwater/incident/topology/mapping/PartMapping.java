package io.headwater.incident.topology.mapping;

import static io.headwater.incident.topology.mapping.Lists.boxed;
import static io.headwater.incident.topology.mapping.Lists.map;
import static io.headwater.incident.topology.mapping.Lists.optionalInt;

import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.AffectedAsset;
import io.headwater.incident.incident.AffectedDashboard;
import io.headwater.incident.incident.AffectedViewer;
import io.headwater.incident.incident.CauseCandidate;
import io.headwater.incident.incident.ImpactSummary;
import io.headwater.incident.incident.PolicyUsed;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.incident.PriorityReason;
import io.headwater.incident.lineage.AssetType;
import io.headwater.schema.incident.Candidate;
import java.util.Optional;

/** The parts that events, snapshots and commands are made of. */
final class PartMapping {
    private PartMapping() {}

    static io.headwater.schema.Actor toAvro(Actor core) {
        return new io.headwater.schema.Actor(
                io.headwater.schema.ActorKind.valueOf(core.kind().name()),
                core.person().orElse(null),
                core.via());
    }

    static io.headwater.schema.Actor toAvro(Optional<Actor> core) {
        return core.map(PartMapping::toAvro).orElse(null);
    }

    static Actor toCore(io.headwater.schema.Actor avro) {
        return new Actor(
                Actor.Kind.valueOf(avro.getKind().name()), Optional.ofNullable(avro.getPerson()), avro.getVia());
    }

    static Optional<Actor> toOptional(io.headwater.schema.Actor avro) {
        return Optional.ofNullable(avro).map(PartMapping::toCore);
    }

    static io.headwater.schema.Priority toAvro(Priority core) {
        return io.headwater.schema.Priority.valueOf(core.name());
    }

    static Priority toCore(io.headwater.schema.Priority avro) {
        return Priority.valueOf(avro.name());
    }

    static io.headwater.schema.incident.PolicyUsed toAvro(PolicyUsed core) {
        return new io.headwater.schema.incident.PolicyUsed(core.kind(), core.name(), core.version());
    }

    static PolicyUsed toCore(io.headwater.schema.incident.PolicyUsed avro) {
        return new PolicyUsed(avro.getKind(), avro.getName(), avro.getVersion());
    }

    static io.headwater.schema.incident.PriorityReason toAvro(PriorityReason core) {
        return new io.headwater.schema.incident.PriorityReason(core.rule(), core.facts());
    }

    static PriorityReason toCore(io.headwater.schema.incident.PriorityReason avro) {
        return new PriorityReason(avro.getRule(), avro.getFacts());
    }

    static Candidate toAvro(CauseCandidate core) {
        return new Candidate(
                core.urn(), core.suspected(), core.costMicroNats(), core.explains(), core.of(), core.reasons());
    }

    static CauseCandidate toCore(Candidate avro) {
        return new CauseCandidate(
                avro.getUrn(),
                avro.getSuspected(),
                avro.getCostMicroNats(),
                avro.getExplains(),
                avro.getOf(),
                avro.getReasons());
    }

    static io.headwater.schema.incident.ImpactSummary toAvro(ImpactSummary core) {
        return new io.headwater.schema.incident.ImpactSummary(
                core.revision(),
                core.assetCount(),
                core.dashboardCount(),
                core.viewerCount(),
                boxed(core.bestTier()),
                map(core.owners(), AssetMapping::owner),
                map(core.dashboards(), PartMapping::toAvro));
    }

    static ImpactSummary toCore(io.headwater.schema.incident.ImpactSummary avro) {
        return new ImpactSummary(
                avro.getRevision(),
                avro.getAssetCount(),
                avro.getDashboardCount(),
                avro.getViewerCount(),
                optionalInt(avro.getBestTier()),
                map(avro.getOwners(), AssetMapping::owner),
                map(avro.getDashboards(), PartMapping::toCore));
    }

    private static io.headwater.schema.incident.AffectedDashboard toAvro(AffectedDashboard core) {
        return new io.headwater.schema.incident.AffectedDashboard(
                core.urn(),
                core.name(),
                io.headwater.schema.AssetType.valueOf(core.type().name()),
                map(core.owners(), AssetMapping::owner),
                boxed(core.tier()),
                core.url().orElse(null),
                core.path());
    }

    private static AffectedDashboard toCore(io.headwater.schema.incident.AffectedDashboard avro) {
        return new AffectedDashboard(
                avro.getUrn(),
                avro.getName(),
                AssetType.valueOf(avro.getType().name()),
                map(avro.getOwners(), AssetMapping::owner),
                optionalInt(avro.getTier()),
                Optional.ofNullable(avro.getUrl()),
                avro.getPath());
    }

    static io.headwater.schema.incident.AffectedAsset toAvro(AffectedAsset core) {
        return new io.headwater.schema.incident.AffectedAsset(
                core.urn(),
                core.name(),
                io.headwater.schema.AssetType.valueOf(core.type().name()),
                core.depth(),
                core.path(),
                map(core.owners(), AssetMapping::owner),
                boxed(core.tier()));
    }

    static AffectedAsset toCore(io.headwater.schema.incident.AffectedAsset avro) {
        return new AffectedAsset(
                avro.getUrn(),
                avro.getName(),
                AssetType.valueOf(avro.getType().name()),
                avro.getDepth(),
                avro.getPath(),
                map(avro.getOwners(), AssetMapping::owner),
                optionalInt(avro.getTier()));
    }

    static io.headwater.schema.incident.AffectedViewer toAvro(AffectedViewer core) {
        return new io.headwater.schema.incident.AffectedViewer(
                core.viewer(), core.asset(), core.views(), core.firstAt(), core.lastAt(), core.failingChecks());
    }

    static AffectedViewer toCore(io.headwater.schema.incident.AffectedViewer avro) {
        return new AffectedViewer(
                avro.getViewer(),
                avro.getAsset(),
                avro.getViews(),
                avro.getFirstAt(),
                avro.getLastAt(),
                avro.getFailingChecks());
    }
}
