package io.headwater.incident.outcome;

import io.headwater.identity.ContentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One evaluation of one check in one run; mirrors the contract's record of the same name.
 *
 * @param checkName what people call the check
 * @param runSize how many outcomes were published for the run; empty where each stands alone (a monitor)
 * @param occurredAt when the source says it was evaluated
 * @param receivedAt when Headwater accepted it
 * @param anomalySince the source's own start of the anomaly
 * @param resolution how the source itself closed it
 */
public record CheckOutcome(
        CheckId id,
        String checkName,
        CheckKind checkKind,
        List<SubjectRef> subjects,
        String run,
        OptionalInt runSize,
        OutcomeStatus status,
        Severity severity,
        Instant occurredAt,
        Instant receivedAt,
        Optional<Instant> anomalySince,
        Optional<String> message,
        OptionalLong failedRows,
        Optional<String> observed,
        Optional<String> expected,
        Optional<String> resolution,
        Optional<String> url,
        String deliveryId,
        SortedMap<String, String> attributes) {
    public CheckOutcome {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(occurredAt, "occurredAt");
        subjects = List.copyOf(subjects);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** What people call the check, else its id. */
    public String name() {
        return checkName.isBlank() ? id.check() : checkName;
    }

    /** Whether it is evidence of a cause: FAILED, WARNED, or a build or an arrival that ERRORED. */
    public boolean isEvidence() {
        return isFailure(status, checkKind) || status == OutcomeStatus.WARNED;
    }

    /** Whether data is wrong or stale by that: it FAILED, or what is built or arrives did not. */
    public static boolean isFailure(OutcomeStatus status, CheckKind kind) {
        return status == OutcomeStatus.FAILED
                || (status == OutcomeStatus.ERRORED && (kind == CheckKind.BUILD || kind == CheckKind.ARRIVAL));
    }

    /** The columns it looks at, sorted; empty where it looks at whole assets, or at more than one of them. */
    public List<String> columns() {
        return subjects.size() == 1
                ? subjects.get(0).columns().stream().distinct().sorted().toList()
                : List.of();
    }

    /** The same outcome, evaluated at {@code at}. */
    public CheckOutcome occurringAt(Instant at) {
        return new CheckOutcome(
                id,
                checkName,
                checkKind,
                subjects,
                run,
                runSize,
                status,
                severity,
                at,
                receivedAt,
                anomalySince,
                message,
                failedRows,
                observed,
                expected,
                resolution,
                url,
                deliveryId,
                attributes);
    }

    /** The same words about another check: how a delivery that names only its run speaks of each check of that run. */
    public CheckOutcome about(CheckId other, String name, CheckKind kind, List<SubjectRef> its) {
        return new CheckOutcome(
                other,
                name,
                kind,
                its,
                run,
                runSize,
                status,
                severity,
                occurredAt,
                receivedAt,
                anomalySince,
                message,
                failedRows,
                observed,
                expected,
                resolution,
                url,
                deliveryId,
                attributes);
    }

    /** The same for two deliveries that say the same: all but the delivery's id and its time of acceptance. */
    public long digest() {
        List<String> parts = new ArrayList<>(32);
        parts.add(id.source());
        parts.add(id.check());
        parts.add(checkName);
        parts.add(checkKind.name());
        for (SubjectRef subject : subjects) {
            add(parts, subject.urn());
            subject.names().forEach(parts::add);
            parts.add("<");
            subject.upstreams().forEach(parts::add);
            parts.add(".");
            subject.columns().forEach(parts::add);
        }
        parts.add(run);
        parts.add(status.name());
        parts.add(severity.name());
        add(parts, occurredAt);
        anomalySince.ifPresentOrElse(since -> add(parts, since), () -> parts.add("-"));
        add(parts, message);
        parts.add(failedRows.isPresent() ? Long.toString(failedRows.getAsLong()) : "-");
        add(parts, observed);
        add(parts, expected);
        add(parts, resolution);
        add(parts, url);
        attributes.forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        return ContentId.number(parts.toArray(String[]::new));
    }

    private static void add(List<String> parts, Instant at) {
        parts.add(Long.toString(at.getEpochSecond()));
        parts.add(Integer.toString(at.getNano()));
    }

    /** One that is absent is not one that is empty. */
    private static void add(List<String> parts, Optional<String> text) {
        parts.add(text.isPresent() ? "+" : "-");
        text.ifPresent(parts::add);
    }
}
