package io.headwater.ingest.kafka;

import io.headwater.ingest.delivery.Arrival;
import io.headwater.ingest.outcome.OutcomeDraft;
import io.headwater.ingest.outcome.Subject;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.Severity;
import io.headwater.schema.SubjectRef;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The core's draft as the contract's record. */
final class OutcomeMapping {
    private OutcomeMapping() {}

    static CheckOutcome record(OutcomeDraft draft, Arrival arrival, String deliveryId, Optional<Integer> runSize) {
        return CheckOutcome.newBuilder()
                .setWorkspace(arrival.workspace())
                .setSource(arrival.source())
                .setCheck(draft.check())
                .setCheckName(draft.checkName())
                .setCheckKind(CheckKind.valueOf(draft.kind().name()))
                .setSubjects(
                        draft.subjects().stream().map(OutcomeMapping::subject).toList())
                .setRun(draft.run())
                .setRunSize(runSize.orElse(null))
                .setStatus(OutcomeStatus.valueOf(draft.outcome().name()))
                .setSeverity(Severity.valueOf(draft.grade().name()))
                .setOccurredAt(draft.occurredAt()
                        .map(at -> at.truncatedTo(ChronoUnit.MILLIS))
                        .orElse(arrival.at()))
                .setReceivedAt(arrival.at())
                .setAnomalySince(draft.anomalySince()
                        .map(at -> at.truncatedTo(ChronoUnit.MILLIS))
                        .orElse(null))
                .setMessage(draft.message().orElse(null))
                .setFailedRows(draft.failedRows().orElse(null))
                .setObserved(draft.observed().orElse(null))
                .setExpected(draft.expected().orElse(null))
                .setResolution(draft.resolution().orElse(null))
                .setUrl(draft.url().orElse(null))
                .setDeliveryId(deliveryId)
                .setAttributes(new LinkedHashMap<>(draft.attributes()))
                .build();
    }

    private static SubjectRef subject(Subject subject) {
        return SubjectRef.newBuilder()
                .setUrn(subject.urn().orElse(null))
                .setNames(List.copyOf(subject.names()))
                .setUpstreams(List.copyOf(subject.upstreams()))
                .setColumns(List.copyOf(subject.columns()))
                .build();
    }
}
