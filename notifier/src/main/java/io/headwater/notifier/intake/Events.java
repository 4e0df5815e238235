package io.headwater.notifier.intake;

import io.headwater.notifier.incident.Happening;
import io.headwater.notifier.incident.IncidentEvent;
import io.headwater.notifier.incident.Priority;
import io.headwater.schema.incident.Acknowledged;
import io.headwater.schema.incident.Assigned;
import io.headwater.schema.incident.CloseProposed;
import io.headwater.schema.incident.Closed;
import io.headwater.schema.incident.EventMeta;
import io.headwater.schema.incident.FlappingStarted;
import io.headwater.schema.incident.IncidentAnnounced;
import io.headwater.schema.incident.IncidentOpened;
import io.headwater.schema.incident.Linked;
import io.headwater.schema.incident.MergedFrom;
import io.headwater.schema.incident.MergedInto;
import io.headwater.schema.incident.Mitigated;
import io.headwater.schema.incident.NoteAdded;
import io.headwater.schema.incident.PriorityChanged;
import io.headwater.schema.incident.Reopened;
import io.headwater.schema.incident.Resolved;
import io.headwater.schema.incident.RootCauseEstimated;
import io.headwater.schema.incident.SnoozeEnded;
import io.headwater.schema.incident.Snoozed;
import io.headwater.schema.incident.SplitOff;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Incident events as the core knows them. */
final class Events {
    private Events() {}

    /** Empty for the events of single checks, which carry no headline. */
    static Optional<IncidentEvent> read(SpecificRecord record) {
        int field = record.getSchema().getField("meta") == null
                ? -1
                : record.getSchema().getField("meta").pos();
        if (field < 0 || !(record.get(field) instanceof EventMeta meta) || meta.getHeadline() == null) {
            return Optional.empty();
        }
        return Optional.of(new IncidentEvent(
                meta.getWorkspace(),
                meta.getIncident(),
                meta.getVersion(),
                meta.getAt(),
                happening(record),
                Headlines.read(meta.getHeadline())));
    }

    private static Happening happening(SpecificRecord record) {
        if (record instanceof IncidentAnnounced) {
            return new Happening.Announced();
        }
        if (record instanceof IncidentOpened e) {
            return new Happening.Opened(e.getDeclaredBy() != null);
        }
        if (record instanceof Acknowledged e) {
            return new Happening.Acknowledged(Headlines.actor(e.getBy()));
        }
        if (record instanceof Assigned e) {
            return new Happening.Assigned(Headlines.actor(e.getBy()), e.getAssignee());
        }
        if (record instanceof NoteAdded e) {
            return new Happening.NoteAdded(Headlines.actor(e.getBy()));
        }
        if (record instanceof Snoozed e) {
            return new Happening.Snoozed(Headlines.actor(e.getBy()), e.getUntil(), e.getReason());
        }
        if (record instanceof SnoozeEnded) {
            return new Happening.SnoozeEnded();
        }
        if (record instanceof Mitigated e) {
            return new Happening.Mitigated(Headlines.actor(e.getBy()), e.getReason());
        }
        if (record instanceof Resolved e) {
            return new Happening.Resolved(Headlines.actor(e.getBy()), e.getReason(), e.getAutomatic());
        }
        if (record instanceof Closed e) {
            return new Happening.Closed(Headlines.actor(e.getBy()), e.getReason());
        }
        if (record instanceof Reopened e) {
            return new Happening.Reopened(Headlines.actor(e.getBy()), e.getReason());
        }
        return theRest(record);
    }

    private static Happening theRest(SpecificRecord record) {
        if (record instanceof CloseProposed e) {
            return new Happening.CloseProposed(e.getReason());
        }
        if (record instanceof PriorityChanged e) {
            return new Happening.PriorityChanged(Priority.valueOf(e.getBefore().name()));
        }
        if (record instanceof RootCauseEstimated) {
            return new Happening.RootCauseEstimated();
        }
        if (record instanceof MergedFrom e) {
            return new Happening.MergedFrom(e.getFrom(), e.getReason());
        }
        if (record instanceof MergedInto e) {
            return new Happening.MergedInto(e.getInto(), e.getReason());
        }
        if (record instanceof SplitOff e) {
            return new Happening.SplitOff(
                    Headlines.actor(e.getBy()), e.getTo(), e.getChecks().size());
        }
        if (record instanceof FlappingStarted e) {
            return new Happening.FlappingStarted(e.getCheck(), e.getTransitions());
        }
        if (record instanceof Linked e) {
            return new Happening.Linked(e.getSystem(), e.getKey(), e.getUrl());
        }
        return new Happening.Other();
    }
}
