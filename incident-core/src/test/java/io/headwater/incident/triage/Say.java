package io.headwater.incident.triage;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Severity;
import io.headwater.incident.outcome.SubjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a check says: {@code Say.test("orders").failed("run-1", "02:14")}. */
record Say(CheckKind kind, String name, List<String> assets, boolean named) {
    static Say test(String asset) {
        return new Say(CheckKind.DATA_TEST, "not_null_" + asset, List.of(asset), true);
    }

    static Say build(String asset) {
        return new Say(CheckKind.BUILD, "model." + asset, List.of(asset), true);
    }

    static Say monitor(String asset) {
        return new Say(CheckKind.MONITOR, "volume_" + asset, List.of(asset), true);
    }

    /** It gives no subject. */
    Say nameless() {
        return new Say(kind, name, assets, false);
    }

    CheckId id() {
        return new CheckId(kind == CheckKind.MONITOR ? "monte-carlo" : "dbt", name);
    }

    CheckOutcome passed(String run, String at) {
        return says(OutcomeStatus.PASSED, run, Warehouse.at(at));
    }

    CheckOutcome failed(String run, String at) {
        return says(OutcomeStatus.FAILED, run, Warehouse.at(at));
    }

    CheckOutcome warned(String run, String at) {
        return says(OutcomeStatus.WARNED, run, Warehouse.at(at));
    }

    CheckOutcome errored(String run, String at) {
        return says(OutcomeStatus.ERRORED, run, Warehouse.at(at));
    }

    CheckOutcome skipped(String run, String at) {
        return says(OutcomeStatus.SKIPPED, run, Warehouse.at(at));
    }

    CheckOutcome says(OutcomeStatus status, String run, Instant at) {
        List<SubjectRef> subjects = assets.stream()
                .map(asset -> new SubjectRef(Optional.empty(), List.of("dbt:model." + asset), List.of(), List.of()))
                .toList();
        return new CheckOutcome(
                id(),
                name,
                kind,
                named ? subjects : List.of(),
                run,
                OptionalInt.empty(),
                status,
                Severity.UNKNOWN,
                at,
                at,
                Optional.empty(),
                Optional.of(name + " " + status),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "delivery",
                new TreeMap<>());
    }

    /** One of a run of so many. */
    static CheckOutcome of(int size, CheckOutcome o) {
        return with(o, o.subjects(), OptionalInt.of(size), o.message());
    }

    /** With words of its own. */
    static CheckOutcome saying(String message, CheckOutcome o) {
        return with(o, o.subjects(), o.runSize(), Optional.of(message));
    }

    /** On a subject whose URN and upstreams the request made known. */
    static CheckOutcome on(String urn, List<String> upstreams, CheckOutcome o) {
        return with(
                o,
                List.of(new SubjectRef(Optional.of(urn), List.of(), upstreams, List.of())),
                o.runSize(),
                o.message());
    }

    /** Of which only those columns are looked at. */
    static CheckOutcome in(List<String> columns, CheckOutcome o) {
        List<SubjectRef> subjects = o.subjects().stream()
                .map(it -> new SubjectRef(it.urn(), it.names(), it.upstreams(), columns))
                .toList();
        return with(o, subjects, o.runSize(), o.message());
    }

    private static CheckOutcome with(
            CheckOutcome o, List<SubjectRef> subjects, OptionalInt runSize, Optional<String> message) {
        return with(o, subjects, runSize, message, o.status(), o.receivedAt(), o.resolution(), o.deliveryId());
    }

    /** As its source closed it. */
    static CheckOutcome closed(String resolution, CheckOutcome o) {
        return with(
                o,
                o.subjects(),
                o.runSize(),
                o.message(),
                OutcomeStatus.PASSED,
                o.receivedAt(),
                Optional.of(resolution),
                o.deliveryId());
    }

    /** Delivered again under another delivery id. */
    static CheckOutcome redelivered(CheckOutcome o) {
        return with(
                o,
                o.subjects(),
                o.runSize(),
                o.message(),
                o.status(),
                o.receivedAt().plusSeconds(7),
                o.resolution(),
                "another");
    }

    private static CheckOutcome with(
            CheckOutcome o,
            List<SubjectRef> subjects,
            OptionalInt runSize,
            Optional<String> message,
            OutcomeStatus status,
            Instant receivedAt,
            Optional<String> resolution,
            String deliveryId) {
        return new CheckOutcome(
                o.id(),
                o.checkName(),
                o.checkKind(),
                subjects,
                o.run(),
                runSize,
                status,
                o.severity(),
                o.occurredAt(),
                receivedAt,
                o.anomalySince(),
                message,
                o.failedRows(),
                o.observed(),
                o.expected(),
                resolution,
                o.url(),
                deliveryId,
                o.attributes());
    }
}
