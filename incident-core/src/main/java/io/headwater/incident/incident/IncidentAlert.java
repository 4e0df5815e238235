package io.headwater.incident.incident;

import io.headwater.incident.correlation.Failure;
import io.headwater.incident.lineage.Columns;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A check within an incident.
 *
 * @param columns of its asset that it looks at; empty: the whole of it
 * @param run of its latest bad outcome
 * @param status of its latest bad outcome; SKIPPED: listed as a symptom only
 * @param evidence whether it speaks of a cause: false where the check itself broke or was skipped
 * @param firstFailedAt source time of its episode's first bad outcome
 * @param occurredAt source time of its latest bad outcome
 * @param heardAt arrival of its latest bad outcome
 * @param clearedAt source time at which it became clear; empty while it fails
 * @param message the source's sentence, cut to {@link #MAX_MESSAGE}
 * @param repeats further runs that were bad
 */
public record IncidentAlert(
        CheckId id,
        String name,
        CheckKind kind,
        List<String> assets,
        List<String> columns,
        String run,
        OutcomeStatus status,
        boolean evidence,
        Severity severity,
        Instant firstFailedAt,
        Instant occurredAt,
        Instant heardAt,
        Optional<Instant> lastPassedAt,
        Optional<Instant> anomalySince,
        Optional<Instant> clearedAt,
        Optional<String> message,
        int repeats) {
    public static final int MAX_MESSAGE = 500;

    public IncidentAlert {
        assets = List.copyOf(assets);
        columns = List.copyOf(columns);
    }

    static IncidentAlert of(
            CheckOutcome outcome,
            List<String> assets,
            Optional<Instant> lastPassedAt,
            int repeats,
            IncidentEvent.Moved moved) {
        return new IncidentAlert(
                outcome.id(),
                outcome.name(),
                outcome.checkKind(),
                assets,
                moved.columns(),
                outcome.run(),
                outcome.status(),
                moved.evidence(),
                outcome.severity(),
                moved.firstFailedAt(),
                outcome.occurredAt(),
                moved.heardAt(),
                lastPassedAt,
                moved.anomalySince(),
                Optional.empty(),
                cut(outcome.message()),
                repeats);
    }

    /** It was bad again: another run, or the same with other words. An older run leaves the latest's words. */
    IncidentAlert repeated(CheckOutcome outcome, boolean counted, Instant at) {
        boolean older =
                outcome.occurredAt().isBefore(occurredAt) && !outcome.run().equals(run);
        // What it found stays found where another run could not look; the same run may take it back.
        boolean onlyBroke = evidence && !outcome.isEvidence() && !outcome.run().equals(run);
        return new IncidentAlert(
                id,
                name,
                kind,
                assets,
                columns,
                older ? run : outcome.run(),
                older || onlyBroke ? status : outcome.status(),
                evidence || outcome.isEvidence(),
                older ? severity : outcome.severity(),
                outcome.occurredAt().isBefore(firstFailedAt) ? outcome.occurredAt() : firstFailedAt,
                older ? occurredAt : outcome.occurredAt(),
                older ? heardAt : at,
                lastPassedAt,
                anomalySince.or(outcome::anomalySince),
                clearedAt,
                older ? message : cut(outcome.message()),
                repeats + (counted ? 1 : 0));
    }

    /** @param passedAt its last pass before, where one is known that came after it was cleared here */
    IncidentAlert brokeAgain(CheckOutcome outcome, Optional<Instant> passedAt, Instant at) {
        Optional<Instant> cleared = clearedAt.or(() -> lastPassedAt);
        Optional<Instant> good = passedAt.filter(
                        passed -> cleared.filter(passed::isBefore).isEmpty())
                .or(() -> cleared);
        IncidentAlert again = of(outcome, assets, good, repeats, IncidentEvent.Moved.none(outcome, at));
        // What it found before was found: that it could not run since says nothing of the data.
        return again.with(evidence || again.evidence, outcome.run().equals(run) ? repeats : repeats + 1);
    }

    /** Whether both say the same of what is broken since when; what was said of it last, and how often, aside. */
    public boolean sameTrouble(IncidentAlert other) {
        return this == other
                || id.equals(other.id)
                        && status == other.status
                        && evidence == other.evidence
                        && assets.equals(other.assets)
                        && columns.equals(other.columns)
                        && firstFailedAt.equals(other.firstFailedAt)
                        && lastPassedAt.equals(other.lastPassedAt)
                        && anomalySince.equals(other.anomalySince)
                        && clearedAt.equals(other.clearedAt);
    }

    private IncidentAlert with(boolean found, int counted) {
        return new IncidentAlert(
                id,
                name,
                kind,
                assets,
                columns,
                run,
                status,
                found,
                severity,
                firstFailedAt,
                occurredAt,
                heardAt,
                lastPassedAt,
                anomalySince,
                clearedAt,
                message,
                counted);
    }

    IncidentAlert cleared(Instant at) {
        return new IncidentAlert(
                id,
                name,
                kind,
                assets,
                columns,
                run,
                status,
                evidence,
                severity,
                firstFailedAt,
                occurredAt,
                heardAt,
                lastPassedAt,
                anomalySince,
                Optional.of(at),
                message,
                repeats);
    }

    IncidentAlert on(List<String> urns) {
        return new IncidentAlert(
                id,
                name,
                kind,
                urns,
                columns,
                run,
                status,
                evidence,
                severity,
                firstFailedAt,
                occurredAt,
                heardAt,
                lastPassedAt,
                anomalySince,
                clearedAt,
                message,
                repeats);
    }

    /** Whether it is bad now: FAILED, WARNED or ERRORED, and not cleared. */
    public boolean isActive() {
        return clearedAt.isEmpty() && status != OutcomeStatus.SKIPPED;
    }

    /** Whether data is wrong or stale by it now; not where it warned, or only broke. */
    public boolean isFailing() {
        return isActive() && CheckOutcome.isFailure(status, kind);
    }

    /** What of each of its assets it says is broken. */
    public Columns broken() {
        return assets.size() == 1 ? Columns.of(columns) : Columns.ALL;
    }

    /** What correlation weighs; only where it is evidence. */
    public Failure failure() {
        return new Failure(id, kind, assets, columns, firstFailedAt, lastPassedAt, anomalySince, message);
    }

    private static Optional<String> cut(Optional<String> message) {
        return message.map(text -> text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE - 1) + "…");
    }
}
