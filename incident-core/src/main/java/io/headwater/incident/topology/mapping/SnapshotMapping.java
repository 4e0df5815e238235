package io.headwater.incident.topology.mapping;

import static io.headwater.incident.topology.mapping.Lists.map;

import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.IncidentSnapshot;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.incident.SnapshotAlert;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.OutcomeStatus;
import java.util.Optional;

/** {@code headwater.incidents.v1}: snapshots, and the headline that events carry too. */
public final class SnapshotMapping {
    private SnapshotMapping() {}

    public static io.headwater.schema.incident.IncidentSnapshot toAvro(IncidentSnapshot core) {
        return new io.headwater.schema.incident.IncidentSnapshot(
                core.workspace(),
                core.incident(),
                core.version(),
                core.at(),
                toAvro(core.headline()),
                map(core.candidates(), PartMapping::toAvro),
                map(core.alerts(), SnapshotMapping::toAvro));
    }

    public static IncidentSnapshot toCore(io.headwater.schema.incident.IncidentSnapshot avro) {
        return new IncidentSnapshot(
                avro.getWorkspace(),
                avro.getIncident(),
                avro.getVersion(),
                avro.getAt(),
                toCore(avro.getHeadline()),
                map(avro.getCandidates(), PartMapping::toCore),
                map(avro.getAlerts(), SnapshotMapping::toCore));
    }

    static io.headwater.schema.incident.Headline toAvro(Headline core) {
        return new io.headwater.schema.incident.Headline(
                core.title(),
                io.headwater.schema.IncidentStatus.valueOf(core.status().name()),
                PartMapping.toAvro(core.priority()),
                map(core.priorityReasons(), PartMapping::toAvro),
                core.openedAt(),
                core.brokenSince().orElse(null),
                core.brokenSinceAtLeast(),
                core.announcedAt().orElse(null),
                core.acknowledgedAt().orElse(null),
                core.resolvedAt().orElse(null),
                core.rootCauses(),
                core.rootCauseSuspected(),
                core.rootCauseReason(),
                core.alertCount(),
                core.failingCheckCount(),
                core.checkCount(),
                PartMapping.toAvro(core.impact()),
                core.assignee().orElse(null),
                PartMapping.toAvro(core.acknowledgedBy()),
                PartMapping.toAvro(core.resolvedBy()),
                core.domain().orElse(null),
                core.mergedFrom(),
                core.mergedInto().orElse(null),
                core.late(),
                core.flapping(),
                core.snoozedUntil().orElse(null));
    }

    static Headline toCore(io.headwater.schema.incident.Headline avro) {
        return new Headline(
                avro.getTitle(),
                IncidentStatus.valueOf(avro.getStatus().name()),
                PartMapping.toCore(avro.getPriority()),
                map(avro.getPriorityReasons(), PartMapping::toCore),
                avro.getOpenedAt(),
                Optional.ofNullable(avro.getBrokenSince()),
                avro.getBrokenSinceAtLeast(),
                Optional.ofNullable(avro.getAnnouncedAt()),
                Optional.ofNullable(avro.getAcknowledgedAt()),
                Optional.ofNullable(avro.getResolvedAt()),
                avro.getRootCauses(),
                avro.getRootCauseSuspected(),
                avro.getRootCauseReason(),
                avro.getAlertCount(),
                avro.getFailingCheckCount(),
                avro.getCheckCount(),
                PartMapping.toCore(avro.getImpact()),
                Optional.ofNullable(avro.getAssignee()),
                PartMapping.toOptional(avro.getAcknowledgedBy()),
                PartMapping.toOptional(avro.getResolvedBy()),
                Optional.ofNullable(avro.getDomain()),
                avro.getMergedFrom(),
                Optional.ofNullable(avro.getMergedInto()),
                avro.getLate(),
                avro.getFlapping(),
                Optional.ofNullable(avro.getSnoozedUntil()));
    }

    private static io.headwater.schema.incident.SnapshotAlert toAvro(SnapshotAlert core) {
        return new io.headwater.schema.incident.SnapshotAlert(
                core.check().source(),
                core.check().check(),
                core.checkName(),
                io.headwater.schema.CheckKind.valueOf(core.checkKind().name()),
                core.assets(),
                core.run(),
                io.headwater.schema.OutcomeStatus.valueOf(core.status().name()),
                core.occurredAt(),
                core.clearedAt().orElse(null),
                core.message().orElse(null),
                io.headwater.schema.incident.AlertRole.valueOf(core.role().name()),
                core.repeats());
    }

    private static SnapshotAlert toCore(io.headwater.schema.incident.SnapshotAlert avro) {
        return new SnapshotAlert(
                new CheckId(avro.getSource(), avro.getCheck()),
                avro.getCheckName(),
                CheckKind.valueOf(avro.getCheckKind().name()),
                avro.getAssets(),
                avro.getRun(),
                OutcomeStatus.valueOf(avro.getStatus().name()),
                avro.getOccurredAt(),
                Optional.ofNullable(avro.getClearedAt()),
                Optional.ofNullable(avro.getMessage()),
                AlertRole.valueOf(avro.getRole().name()),
                avro.getRepeats());
    }
}
