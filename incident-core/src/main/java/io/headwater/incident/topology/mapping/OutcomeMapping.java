package io.headwater.incident.topology.mapping;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Severity;
import io.headwater.incident.outcome.SubjectRef;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** {@code headwater.alerts.v1}: outcomes. */
public final class OutcomeMapping {
    private OutcomeMapping() {}

    /** @throws IllegalArgumentException where the check has no source or id */
    public static CheckOutcome toCore(io.headwater.schema.CheckOutcome avro) {
        return new CheckOutcome(
                new CheckId(avro.getSource(), avro.getCheck()),
                avro.getCheckName(),
                CheckKind.valueOf(avro.getCheckKind().name()),
                avro.getSubjects().stream().map(OutcomeMapping::subject).toList(),
                avro.getRun(),
                Lists.optionalInt(avro.getRunSize()),
                OutcomeStatus.valueOf(avro.getStatus().name()),
                Severity.valueOf(avro.getSeverity().name()),
                avro.getOccurredAt(),
                avro.getReceivedAt(),
                Optional.ofNullable(avro.getAnomalySince()),
                Optional.ofNullable(avro.getMessage()),
                avro.getFailedRows() == null ? OptionalLong.empty() : OptionalLong.of(avro.getFailedRows()),
                Optional.ofNullable(avro.getObserved()),
                Optional.ofNullable(avro.getExpected()),
                Optional.ofNullable(avro.getResolution()),
                Optional.ofNullable(avro.getUrl()),
                avro.getDeliveryId(),
                new TreeMap<>(avro.getAttributes()));
    }

    /** The contract's record of an outcome, within a workspace. */
    public static io.headwater.schema.CheckOutcome toAvro(String workspace, CheckOutcome core) {
        return new io.headwater.schema.CheckOutcome(
                workspace,
                core.id().source(),
                core.id().check(),
                core.checkName(),
                io.headwater.schema.CheckKind.valueOf(core.checkKind().name()),
                new ArrayList<>(
                        core.subjects().stream().map(OutcomeMapping::subject).toList()),
                core.run(),
                Lists.boxed(core.runSize()),
                io.headwater.schema.OutcomeStatus.valueOf(core.status().name()),
                io.headwater.schema.Severity.valueOf(core.severity().name()),
                core.occurredAt(),
                core.receivedAt(),
                core.anomalySince().orElse(null),
                core.message().orElse(null),
                core.failedRows().isPresent() ? (Long) core.failedRows().getAsLong() : null,
                core.observed().orElse(null),
                core.expected().orElse(null),
                core.resolution().orElse(null),
                core.url().orElse(null),
                core.deliveryId(),
                new TreeMap<>(core.attributes()));
    }

    private static SubjectRef subject(io.headwater.schema.SubjectRef avro) {
        return new SubjectRef(
                Optional.ofNullable(avro.getUrn()), avro.getNames(), avro.getUpstreams(), avro.getColumns());
    }

    private static io.headwater.schema.SubjectRef subject(SubjectRef core) {
        return new io.headwater.schema.SubjectRef(
                core.urn().orElse(null), core.names(), core.upstreams(), core.columns());
    }
}
