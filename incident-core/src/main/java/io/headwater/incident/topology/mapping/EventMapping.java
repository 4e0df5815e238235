package io.headwater.incident.topology.mapping;

import static io.headwater.incident.topology.mapping.Lists.map;

import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.EventMeta;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.IncidentEvent;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;

/** {@code headwater.incident-events.v1}: events, each type to a record of its own. {@link EventReading} is the way back. */
public final class EventMapping {
    private static final Map<
                    Class<?>, BiFunction<IncidentEvent, io.headwater.schema.incident.EventMeta, SpecificRecord>>
            WRITERS = new HashMap<>();

    static {
        checks();
        judgement();
        people();
        life();
        kinship();
    }

    /** How one type is written, given the workspace its outcomes belong to. */
    private interface Writer<E> {
        SpecificRecord write(E event, io.headwater.schema.incident.EventMeta meta, String workspace);
    }

    private EventMapping() {}

    /** @param headline the incident as it stands after the event; empty on the events of single checks */
    public static SpecificRecord toAvro(IncidentEvent event, Optional<Headline> headline) {
        BiFunction<IncidentEvent, io.headwater.schema.incident.EventMeta, SpecificRecord> writer =
                WRITERS.get(event.getClass());
        if (writer == null) {
            throw new IllegalArgumentException("no record for events of type " + event.type());
        }
        return writer.apply(event, meta(event.meta(), headline));
    }

    private static io.headwater.schema.incident.EventMeta meta(EventMeta core, Optional<Headline> headline) {
        return new io.headwater.schema.incident.EventMeta(
                core.workspace(),
                core.incident(),
                core.version(),
                core.eventId(),
                core.at(),
                core.cause(),
                map(core.policies(), PartMapping::toAvro),
                headline.map(SnapshotMapping::toAvro).orElse(null));
    }

    private static void checks() {
        put(
                IncidentEvent.AlertAttached.class,
                (e, m, ws) -> new AlertAttached(
                        m,
                        OutcomeMapping.toAvro(ws, e.outcome()),
                        e.assets(),
                        role(e.role()),
                        e.lastPassedAt().orElse(null),
                        e.repeats(),
                        e.moved().map(IncidentEvent.Moved::firstFailedAt).orElse(null),
                        e.moved().map(IncidentEvent.Moved::heardAt).orElse(null),
                        e.moved().map(IncidentEvent.Moved::evidence).orElse(null),
                        e.moved().map(IncidentEvent.Moved::columns).orElse(List.of()),
                        e.moved().flatMap(IncidentEvent.Moved::anomalySince).orElse(null)));
        put(
                IncidentEvent.AlertRepeated.class,
                (e, m, ws) -> new AlertRepeated(m, OutcomeMapping.toAvro(ws, e.outcome()), e.counted()));
        put(
                IncidentEvent.CheckCleared.class,
                (e, m, ws) ->
                        new CheckCleared(m, e.check().source(), e.check().check(), e.run(), e.clearedAt(), e.reason()));
        put(
                IncidentEvent.CheckBrokeAgain.class,
                (e, m, ws) -> new CheckBrokeAgain(
                        m,
                        OutcomeMapping.toAvro(ws, e.outcome()),
                        e.lastPassedAt().orElse(null)));
        put(
                IncidentEvent.FlappingStarted.class,
                (e, m, ws) ->
                        new FlappingStarted(m, e.check().source(), e.check().check(), e.transitions()));
        put(
                IncidentEvent.FlappingEnded.class,
                (e, m, ws) -> new FlappingEnded(m, e.check().source(), e.check().check()));
        put(
                IncidentEvent.SymptomShared.class,
                (e, m, ws) -> new SymptomShared(m, e.check().source(), e.check().check(), e.with(), e.reason()));
    }

    private static void judgement() {
        put(
                IncidentEvent.RootCauseEstimated.class,
                (e, m, ws) -> new RootCauseEstimated(
                        m,
                        e.rootCauses(),
                        e.suspected(),
                        e.reason(),
                        map(e.candidates(), PartMapping::toAvro),
                        e.domain().orElse(null)));
        put(
                IncidentEvent.ImpactRevised.class,
                (e, m, ws) -> new ImpactRevised(
                        m,
                        e.revision(),
                        e.parts(),
                        e.brokenFrom(),
                        e.atLeast(),
                        e.brokenUntil().orElse(null),
                        PartMapping.toAvro(e.impact())));
        put(
                IncidentEvent.ImpactPart.class,
                (e, m, ws) -> new ImpactPart(
                        m,
                        e.revision(),
                        e.part(),
                        map(e.assets(), PartMapping::toAvro),
                        map(e.viewers(), PartMapping::toAvro)));
        put(
                IncidentEvent.PriorityChanged.class,
                (e, m, ws) -> new PriorityChanged(
                        m,
                        PartMapping.toAvro(e.before()),
                        PartMapping.toAvro(e.priority()),
                        map(e.reasons(), PartMapping::toAvro),
                        PartMapping.toAvro(e.by())));
    }

    private static void people() {
        put(IncidentEvent.Acknowledged.class, (e, m, ws) -> new Acknowledged(m, by(e.by())));
        put(IncidentEvent.Assigned.class, (e, m, ws) -> new Assigned(m, by(e.by()), e.assignee()));
        put(IncidentEvent.NoteAdded.class, (e, m, ws) -> new NoteAdded(m, by(e.by()), e.noteId(), e.text()));
        put(IncidentEvent.NoteRedacted.class, (e, m, ws) -> new NoteRedacted(m, by(e.by()), e.noteId(), e.reason()));
        put(IncidentEvent.Snoozed.class, (e, m, ws) -> new Snoozed(m, by(e.by()), e.until(), e.reason()));
        put(IncidentEvent.SnoozeEnded.class, (e, m, ws) -> new SnoozeEnded(m));
        put(
                IncidentEvent.Linked.class,
                (e, m, ws) -> new Linked(
                        m, e.system(), e.key(), e.url(), e.status().orElse(null), PartMapping.toAvro(e.by())));
    }

    private static void life() {
        put(
                IncidentEvent.IncidentOpened.class,
                (e, m, ws) -> new IncidentOpened(m, e.late(), PartMapping.toAvro(e.declaredBy()), e.description()));
        put(IncidentEvent.IncidentAnnounced.class, (e, m, ws) -> new IncidentAnnounced(m));
        put(IncidentEvent.Mitigated.class, (e, m, ws) -> new Mitigated(m, by(e.by()), e.reason()));
        put(IncidentEvent.Resolved.class, (e, m, ws) -> new Resolved(m, by(e.by()), e.reason(), e.automatic()));
        put(IncidentEvent.CloseProposed.class, (e, m, ws) -> new CloseProposed(m, e.reason()));
        put(IncidentEvent.Closed.class, (e, m, ws) -> new Closed(m, by(e.by()), e.reason()));
        put(IncidentEvent.Reopened.class, (e, m, ws) -> new Reopened(m, by(e.by()), e.reason()));
        put(IncidentEvent.WindowClosed.class, (e, m, ws) -> new WindowClosed(m));
    }

    private static void kinship() {
        put(
                IncidentEvent.MergedFrom.class,
                (e, m, ws) -> new MergedFrom(
                        m,
                        e.from(),
                        e.reason(),
                        PartMapping.toAvro(e.by()),
                        e.partedFrom(),
                        e.partedChecks(),
                        e.declaredAssets()));
        put(
                IncidentEvent.MergedInto.class,
                (e, m, ws) -> new MergedInto(m, e.into(), e.reason(), PartMapping.toAvro(e.by())));
        put(IncidentEvent.SplitOff.class, (e, m, ws) -> new SplitOff(m, by(e.by()), e.to(), e.checks(), e.reason()));
        put(
                IncidentEvent.SplitFrom.class,
                (e, m, ws) -> new SplitFrom(m, by(e.by()), e.from(), e.checks(), e.reason(), e.partedFrom()));
    }

    private static <E extends IncidentEvent> void put(Class<E> type, Writer<E> writer) {
        WRITERS.put(
                type,
                (event, meta) ->
                        writer.write(type.cast(event), meta, event.meta().workspace()));
    }

    private static io.headwater.schema.incident.AlertRole role(AlertRole core) {
        return io.headwater.schema.incident.AlertRole.valueOf(core.name());
    }

    private static io.headwater.schema.Actor by(Actor core) {
        return PartMapping.toAvro(core);
    }
}
