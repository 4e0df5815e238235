package io.headwater.incident.incident;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A fact about one incident: immutable, self-contained, never deleted; one to one with the contract's event records.
 * Their meaning to the incident's state is in {@link Evolution}.
 */
public sealed interface IncidentEvent {
    EventMeta meta();

    /** The type's name in the contract. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** Whether it concerns a single check and comes in bulk: it then goes without a headline. */
    default boolean isBulk() {
        return this instanceof AlertAttached
                || this instanceof AlertRepeated
                || this instanceof CheckCleared
                || this instanceof CheckBrokeAgain
                || this instanceof ImpactPart
                || this instanceof SymptomShared;
    }

    /** {@code description}: where a person declared it, its first line is the title. */
    record IncidentOpened(EventMeta meta, boolean late, Optional<Actor> declaredBy, String description)
            implements IncidentEvent {}

    /**
     * A check failed and joins; also: it is in already, and lineage came to know its assets.
     *
     * @param moved where it came by merge or split; the outcome is its latest then
     */
    record AlertAttached(
            EventMeta meta,
            CheckOutcome outcome,
            List<String> assets,
            AlertRole role,
            Optional<Instant> lastPassedAt,
            int repeats,
            Optional<Moved> moved)
            implements IncidentEvent {

        /** Of one that was in no other incident. */
        public AlertAttached(
                EventMeta meta,
                CheckOutcome outcome,
                List<String> assets,
                AlertRole role,
                Optional<Instant> lastPassedAt,
                int repeats) {
            this(meta, outcome, assets, role, lastPassedAt, repeats, Optional.empty());
        }
    }

    /**
     * What an alert brings from the incident it was in; its latest outcome does not say all of it.
     *
     * @param firstFailedAt source time of its episode's first bad outcome
     * @param heardAt arrival of its latest
     * @param evidence whether it speaks of a cause: it found something, though it may not have run since
     * @param columns of its asset that it looks at; empty: the whole of it
     * @param anomalySince the source's own start of the trouble
     */
    record Moved(
            Instant firstFailedAt,
            Instant heardAt,
            boolean evidence,
            List<String> columns,
            Optional<Instant> anomalySince) {
        public Moved {
            columns = List.copyOf(columns);
        }

        /** Of an alert that goes elsewhere. */
        public static Moved of(IncidentAlert alert) {
            return new Moved(
                    alert.firstFailedAt(), alert.heardAt(), alert.evidence(), alert.columns(), alert.anomalySince());
        }

        /** Of one that begins with this outcome. */
        static Moved none(CheckOutcome outcome, Instant heardAt) {
            return new Moved(
                    outcome.occurredAt(), heardAt, outcome.isEvidence(), outcome.columns(), outcome.anomalySince());
        }
    }

    record AlertRepeated(EventMeta meta, CheckOutcome outcome, boolean counted) implements IncidentEvent {}

    record CheckCleared(EventMeta meta, CheckId check, String run, Instant clearedAt, String reason)
            implements IncidentEvent {}

    /** @param lastPassedAt source time of its last pass before; empty where none is known since it was cleared */
    record CheckBrokeAgain(EventMeta meta, CheckOutcome outcome, Optional<Instant> lastPassedAt)
            implements IncidentEvent {}

    record RootCauseEstimated(
            EventMeta meta,
            List<String> rootCauses,
            boolean suspected,
            String reason,
            List<CauseCandidate> candidates,
            Optional<String> domain)
            implements IncidentEvent {}

    record ImpactRevised(
            EventMeta meta,
            int revision,
            int parts,
            Instant brokenFrom,
            boolean atLeast,
            Optional<Instant> brokenUntil,
            ImpactSummary impact)
            implements IncidentEvent {}

    record ImpactPart(EventMeta meta, int revision, int part, List<AffectedAsset> assets, List<AffectedViewer> viewers)
            implements IncidentEvent {}

    record PriorityChanged(
            EventMeta meta, Priority before, Priority priority, List<PriorityReason> reasons, Optional<Actor> by)
            implements IncidentEvent {}

    record IncidentAnnounced(EventMeta meta) implements IncidentEvent {}

    record Acknowledged(EventMeta meta, Actor by) implements IncidentEvent {}

    record Assigned(EventMeta meta, Actor by, String assignee) implements IncidentEvent {}

    record NoteAdded(EventMeta meta, Actor by, String noteId, String text) implements IncidentEvent {}

    record NoteRedacted(EventMeta meta, Actor by, String noteId, String reason) implements IncidentEvent {}

    record Snoozed(EventMeta meta, Actor by, Instant until, String reason) implements IncidentEvent {}

    record SnoozeEnded(EventMeta meta) implements IncidentEvent {}

    record Mitigated(EventMeta meta, Actor by, String reason) implements IncidentEvent {}

    record Resolved(EventMeta meta, Actor by, String reason, boolean automatic) implements IncidentEvent {}

    record CloseProposed(EventMeta meta, String reason) implements IncidentEvent {}

    record Closed(EventMeta meta, Actor by, String reason) implements IncidentEvent {}

    record Reopened(EventMeta meta, Actor by, String reason) implements IncidentEvent {}

    /**
     * @param partedFrom incidents that a person had parted the other from
     * @param partedChecks checks that a person had taken from it
     * @param declaredAssets what a person had declared to be broken in the other
     */
    record MergedFrom(
            EventMeta meta,
            String from,
            String reason,
            Optional<Actor> by,
            List<String> partedFrom,
            List<String> partedChecks,
            List<String> declaredAssets)
            implements IncidentEvent {}

    record MergedInto(EventMeta meta, String into, String reason, Optional<Actor> by) implements IncidentEvent {}

    record SplitOff(EventMeta meta, Actor by, String to, List<String> checks, String reason) implements IncidentEvent {}

    /** @param partedFrom incidents that a person had parted the other from before */
    record SplitFrom(EventMeta meta, Actor by, String from, List<String> checks, String reason, List<String> partedFrom)
            implements IncidentEvent {}

    record FlappingStarted(EventMeta meta, CheckId check, int transitions) implements IncidentEvent {}

    record FlappingEnded(EventMeta meta, CheckId check) implements IncidentEvent {}

    record SymptomShared(EventMeta meta, CheckId check, String with, String reason) implements IncidentEvent {}

    record Linked(EventMeta meta, String system, String key, String url, Optional<String> status, Optional<Actor> by)
            implements IncidentEvent {}

    record WindowClosed(EventMeta meta) implements IncidentEvent {}
}
