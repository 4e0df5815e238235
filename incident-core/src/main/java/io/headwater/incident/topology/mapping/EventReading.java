package io.headwater.incident.topology.mapping;

import static io.headwater.incident.topology.mapping.Lists.map;

import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.EventMeta;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.CheckId;
import io.headwater.schema.incident.Acknowledged;
import io.headwater.schema.incident.AlertAttached;
import io.headwater.schema.incident.AlertRepeated;
import io.headwater.schema.incident.Assigned;
import io.headwater.schema.incident.CheckBrokeAgain;
import io.headwater.schema.incident.CheckCleared;
import io.headwater.schema.incident.CloseProposed;
import io.headwater.schema.incident.Closed;
import io.headwater.schema.incident.FlappingEnded;
import io.headwater.schema.incident.FlappingStarted;
import io.headwater.schema.incident.ImpactPart;
import io.headwater.schema.incident.ImpactRevised;
import io.headwater.schema.incident.IncidentAnnounced;
import io.headwater.schema.incident.IncidentOpened;
import io.headwater.schema.incident.Linked;
import io.headwater.schema.incident.MergedFrom;
import io.headwater.schema.incident.MergedInto;
import io.headwater.schema.incident.Mitigated;
import io.headwater.schema.incident.NoteAdded;
import io.headwater.schema.incident.NoteRedacted;
import io.headwater.schema.incident.PriorityChanged;
import io.headwater.schema.incident.Reopened;
import io.headwater.schema.incident.Resolved;
import io.headwater.schema.incident.RootCauseEstimated;
import io.headwater.schema.incident.SnoozeEnded;
import io.headwater.schema.incident.Snoozed;
import io.headwater.schema.incident.SplitFrom;
import io.headwater.schema.incident.SplitOff;
import io.headwater.schema.incident.SymptomShared;
import io.headwater.schema.incident.WindowClosed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Events back from {@code headwater.incident-events.v1}, for whoever folds the log. */
public final class EventReading {
    private static final Map<Class<?>, Function<SpecificRecord, IncidentEvent>> READERS = new HashMap<>();

    static {
        checks();
        judgement();
        people();
        life();
        kinship();
    }

    private interface Reader<A> {
        IncidentEvent read(A avro, EventMeta meta);
    }

    private EventReading() {}

    /** @throws IllegalArgumentException for a record that is no event this version knows: the fold stops there */
    public static IncidentEvent toCore(SpecificRecord avro) {
        Function<SpecificRecord, IncidentEvent> reader = READERS.get(avro.getClass());
        if (reader == null) {
            throw new IllegalArgumentException(
                    "no event of this version: " + avro.getSchema().getFullName());
        }
        return reader.apply(avro);
    }

    /** The headline of an event's record; empty on the events of single checks. */
    public static Optional<Headline> headline(SpecificRecord avro) {
        return Optional.ofNullable(metaOf(avro).getHeadline()).map(SnapshotMapping::toCore);
    }

    private static io.headwater.schema.incident.EventMeta metaOf(SpecificRecord avro) {
        return (io.headwater.schema.incident.EventMeta) avro.get(0);
    }

    private static EventMeta meta(io.headwater.schema.incident.EventMeta avro) {
        return new EventMeta(
                avro.getWorkspace(),
                avro.getIncident(),
                avro.getVersion(),
                avro.getAt(),
                avro.getCause(),
                map(avro.getPolicies(), PartMapping::toCore));
    }

    /** Events of an earlier build leave it to the outcome what it found, and where. */
    private static Optional<IncidentEvent.Moved> moved(AlertAttached e) {
        if (e.getFirstFailedAt() == null) {
            return Optional.empty();
        }
        var outcome = OutcomeMapping.toCore(e.getOutcome());
        boolean told = e.getEvidence() != null;
        return Optional.of(new IncidentEvent.Moved(
                e.getFirstFailedAt(),
                e.getHeardAt(),
                told ? e.getEvidence() : outcome.isEvidence(),
                told ? e.getColumns() : outcome.columns(),
                told ? Optional.ofNullable(e.getAnomalySince()) : outcome.anomalySince()));
    }

    private static void checks() {
        put(
                AlertAttached.class,
                (e, m) -> new IncidentEvent.AlertAttached(
                        m,
                        OutcomeMapping.toCore(e.getOutcome()),
                        e.getAssets(),
                        AlertRole.valueOf(e.getRole().name()),
                        Optional.ofNullable(e.getLastPassedAt()),
                        e.getRepeats(),
                        moved(e)));
        put(
                AlertRepeated.class,
                (e, m) -> new IncidentEvent.AlertRepeated(m, OutcomeMapping.toCore(e.getOutcome()), e.getCounted()));
        put(
                CheckCleared.class,
                (e, m) -> new IncidentEvent.CheckCleared(
                        m, new CheckId(e.getSource(), e.getCheck()), e.getRun(), e.getClearedAt(), e.getReason()));
        put(
                CheckBrokeAgain.class,
                (e, m) -> new IncidentEvent.CheckBrokeAgain(
                        m, OutcomeMapping.toCore(e.getOutcome()), Optional.ofNullable(e.getLastPassedAt())));
        put(
                FlappingStarted.class,
                (e, m) -> new IncidentEvent.FlappingStarted(
                        m, new CheckId(e.getSource(), e.getCheck()), e.getTransitions()));
        put(
                FlappingEnded.class,
                (e, m) -> new IncidentEvent.FlappingEnded(m, new CheckId(e.getSource(), e.getCheck())));
        put(
                SymptomShared.class,
                (e, m) -> new IncidentEvent.SymptomShared(
                        m, new CheckId(e.getSource(), e.getCheck()), e.getWith(), e.getReason()));
    }

    private static void judgement() {
        put(
                RootCauseEstimated.class,
                (e, m) -> new IncidentEvent.RootCauseEstimated(
                        m,
                        e.getRootCauses(),
                        e.getSuspected(),
                        e.getReason(),
                        map(e.getCandidates(), PartMapping::toCore),
                        Optional.ofNullable(e.getDomain())));
        put(
                ImpactRevised.class,
                (e, m) -> new IncidentEvent.ImpactRevised(
                        m,
                        e.getRevision(),
                        e.getParts(),
                        e.getBrokenFrom(),
                        e.getAtLeast(),
                        Optional.ofNullable(e.getBrokenUntil()),
                        PartMapping.toCore(e.getImpact())));
        put(
                ImpactPart.class,
                (e, m) -> new IncidentEvent.ImpactPart(
                        m,
                        e.getRevision(),
                        e.getPart(),
                        map(e.getAssets(), PartMapping::toCore),
                        map(e.getViewers(), PartMapping::toCore)));
        put(
                PriorityChanged.class,
                (e, m) -> new IncidentEvent.PriorityChanged(
                        m,
                        PartMapping.toCore(e.getBefore()),
                        PartMapping.toCore(e.getPriority()),
                        map(e.getReasons(), PartMapping::toCore),
                        PartMapping.toOptional(e.getBy())));
    }

    private static void people() {
        put(Acknowledged.class, (e, m) -> new IncidentEvent.Acknowledged(m, by(e.getBy())));
        put(Assigned.class, (e, m) -> new IncidentEvent.Assigned(m, by(e.getBy()), e.getAssignee()));
        put(NoteAdded.class, (e, m) -> new IncidentEvent.NoteAdded(m, by(e.getBy()), e.getNoteId(), e.getText()));
        put(
                NoteRedacted.class,
                (e, m) -> new IncidentEvent.NoteRedacted(m, by(e.getBy()), e.getNoteId(), e.getReason()));
        put(Snoozed.class, (e, m) -> new IncidentEvent.Snoozed(m, by(e.getBy()), e.getUntil(), e.getReason()));
        put(SnoozeEnded.class, (e, m) -> new IncidentEvent.SnoozeEnded(m));
        put(
                Linked.class,
                (e, m) -> new IncidentEvent.Linked(
                        m,
                        e.getSystem(),
                        e.getKey(),
                        e.getUrl(),
                        Optional.ofNullable(e.getStatus()),
                        PartMapping.toOptional(e.getBy())));
    }

    private static void life() {
        put(
                IncidentOpened.class,
                (e, m) -> new IncidentEvent.IncidentOpened(
                        m, e.getLate(), PartMapping.toOptional(e.getDeclaredBy()), e.getDescription()));
        put(IncidentAnnounced.class, (e, m) -> new IncidentEvent.IncidentAnnounced(m));
        put(Mitigated.class, (e, m) -> new IncidentEvent.Mitigated(m, by(e.getBy()), e.getReason()));
        put(Resolved.class, (e, m) -> new IncidentEvent.Resolved(m, by(e.getBy()), e.getReason(), e.getAutomatic()));
        put(CloseProposed.class, (e, m) -> new IncidentEvent.CloseProposed(m, e.getReason()));
        put(Closed.class, (e, m) -> new IncidentEvent.Closed(m, by(e.getBy()), e.getReason()));
        put(Reopened.class, (e, m) -> new IncidentEvent.Reopened(m, by(e.getBy()), e.getReason()));
        put(WindowClosed.class, (e, m) -> new IncidentEvent.WindowClosed(m));
    }

    private static void kinship() {
        put(
                MergedFrom.class,
                (e, m) -> new IncidentEvent.MergedFrom(
                        m,
                        e.getFrom(),
                        e.getReason(),
                        PartMapping.toOptional(e.getBy()),
                        e.getPartedFrom(),
                        e.getPartedChecks(),
                        e.getDeclaredAssets()));
        put(
                MergedInto.class,
                (e, m) ->
                        new IncidentEvent.MergedInto(m, e.getInto(), e.getReason(), PartMapping.toOptional(e.getBy())));
        put(
                SplitOff.class,
                (e, m) -> new IncidentEvent.SplitOff(m, by(e.getBy()), e.getTo(), e.getChecks(), e.getReason()));
        put(
                SplitFrom.class,
                (e, m) -> new IncidentEvent.SplitFrom(
                        m, by(e.getBy()), e.getFrom(), e.getChecks(), e.getReason(), e.getPartedFrom()));
    }

    private static <A extends SpecificRecord> void put(Class<A> type, Reader<A> reader) {
        READERS.put(type, avro -> reader.read(type.cast(avro), meta(metaOf(avro))));
    }

    private static Actor by(io.headwater.schema.Actor avro) {
        return PartMapping.toCore(avro);
    }
}
