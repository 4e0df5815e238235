package io.headwater.incident.incident;

import io.headwater.incident.incident.IncidentCommand.Acknowledge;
import io.headwater.incident.incident.IncidentCommand.AddNote;
import io.headwater.incident.incident.IncidentCommand.Assign;
import io.headwater.incident.incident.IncidentCommand.Close;
import io.headwater.incident.incident.IncidentCommand.CommandMeta;
import io.headwater.incident.incident.IncidentCommand.Link;
import io.headwater.incident.incident.IncidentCommand.Mitigate;
import io.headwater.incident.incident.IncidentCommand.RedactNote;
import io.headwater.incident.incident.IncidentCommand.Reopen;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentCommand.SetPriority;
import io.headwater.incident.incident.IncidentCommand.Snooze;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides commands about one incident. Those that touch several incidents or none yet (merge, split, declare) are decided
 * in {@code triage}, which sees them all.
 */
public final class Decider {
    private Decider() {}

    /** What follows from {@code command}, which arrived {@code at}. */
    public static Decision decide(Incident incident, IncidentCommand command, Instant at) {
        // A note is redacted where it was written, though that incident lives on in another.
        boolean bygone = command instanceof RedactNote && incident.mergedInto().isPresent();
        Optional<String> refusal = bygone ? Optional.empty() : refusal(incident, command.meta());
        if (refusal.isPresent()) {
            return new Decision.Rejected(refusal.get());
        }
        EventMeta meta = incident.next(at, command.meta().commandId(), List.of());
        Actor by = command.meta().by();
        if (command instanceof Acknowledge) {
            return move(incident, LifeCycle.Move.ACKNOWLEDGE, new IncidentEvent.Acknowledged(meta, by));
        } else if (command instanceof Mitigate c) {
            return move(incident, LifeCycle.Move.MITIGATE, new IncidentEvent.Mitigated(meta, by, c.reason()));
        } else if (command instanceof Resolve c) {
            return move(incident, LifeCycle.Move.RESOLVE, new IncidentEvent.Resolved(meta, by, c.reason(), false));
        } else if (command instanceof Close c) {
            return move(incident, LifeCycle.Move.CLOSE, new IncidentEvent.Closed(meta, by, c.reason()));
        } else if (command instanceof Reopen c) {
            return move(incident, LifeCycle.Move.REOPEN, new IncidentEvent.Reopened(meta, by, c.reason()));
        } else {
            return words(incident, command, meta, by);
        }
    }

    /** Why nothing can be asked of it: it is not there, lives on in another, or has moved on. */
    public static Optional<String> refusal(Incident incident, CommandMeta command) {
        if (incident.version() == 0) {
            return Optional.of("there is no incident " + incident.id());
        }
        if (incident.mergedInto().isPresent()) {
            return Optional.of(
                    incident.id() + " was merged into " + incident.mergedInto().get());
        }
        if (command.expectedVersion().isPresent() && command.expectedVersion().getAsLong() != incident.version()) {
            return Optional.of("%s has moved on: it is at version %d, not %d"
                    .formatted(
                            incident.id(),
                            incident.version(),
                            command.expectedVersion().getAsLong()));
        }
        return Optional.empty();
    }

    private static Decision words(Incident incident, IncidentCommand command, EventMeta meta, Actor by) {
        if (command instanceof Assign c) {
            return c.assignee().isBlank()
                    ? Decision.rejected("assign names nobody")
                    : incident.assignee().filter(c.assignee()::equals).isPresent()
                            ? Decision.rejected("%s is already assigned to that person", incident.id())
                            : Decision.of(new IncidentEvent.Assigned(meta, by, c.assignee()));
        } else if (command instanceof AddNote c) {
            return incident.notes().containsKey(c.noteId())
                    ? Decision.rejected("%s already has a note %s", incident.id(), c.noteId())
                    : Decision.of(new IncidentEvent.NoteAdded(meta, by, c.noteId(), c.text()));
        } else if (command instanceof RedactNote c) {
            return Boolean.TRUE.equals(incident.notes().get(c.noteId()))
                    ? Decision.of(new IncidentEvent.NoteRedacted(meta, by, c.noteId(), c.reason()))
                    : Decision.rejected("%s has no note %s to redact", incident.id(), c.noteId());
        } else if (command instanceof SetPriority c) {
            return c.priority() == Priority.UNKNOWN
                    ? Decision.rejected("priority must be P0 to P4")
                    : Decision.of(new IncidentEvent.PriorityChanged(
                            meta,
                            incident.priority(),
                            c.priority(),
                            List.of(new PriorityReason("set by a person", c.reason())),
                            Optional.of(by)));
        } else if (command instanceof Snooze c) {
            return snooze(incident, c, meta, by);
        } else if (command instanceof Link c) {
            return Decision.of(
                    new IncidentEvent.Linked(meta, c.system(), c.key(), c.url(), c.status(), Optional.of(by)));
        }
        return Decision.rejected(
                "%s concerns more than one incident", command.getClass().getSimpleName());
    }

    private static Decision snooze(Incident incident, Snooze command, EventMeta meta, Actor by) {
        if (!incident.isOpen()) {
            return Decision.rejected(
                    "%s is %s: there is nothing to snooze",
                    incident.id(), incident.status().words());
        }
        return command.until().isAfter(meta.at())
                ? Decision.of(new IncidentEvent.Snoozed(meta, by, command.until(), command.reason()))
                : Decision.rejected("snooze must end in the future: %s", command.until());
    }

    private static Decision move(Incident incident, LifeCycle.Move move, IncidentEvent event) {
        return LifeCycle.to(incident.status(), move).isPresent()
                ? Decision.of(event)
                : Decision.rejected(
                        "cannot %s %s: it is %s",
                        move.words(), incident.id(), incident.status().words());
    }
}
