package io.headwater.incident.incident;

import io.headwater.incident.incident.IncidentEvent.Acknowledged;
import io.headwater.incident.incident.IncidentEvent.AlertAttached;
import io.headwater.incident.incident.IncidentEvent.AlertRepeated;
import io.headwater.incident.incident.IncidentEvent.Assigned;
import io.headwater.incident.incident.IncidentEvent.CheckBrokeAgain;
import io.headwater.incident.incident.IncidentEvent.CheckCleared;
import io.headwater.incident.incident.IncidentEvent.CloseProposed;
import io.headwater.incident.incident.IncidentEvent.Closed;
import io.headwater.incident.incident.IncidentEvent.FlappingEnded;
import io.headwater.incident.incident.IncidentEvent.FlappingStarted;
import io.headwater.incident.incident.IncidentEvent.ImpactPart;
import io.headwater.incident.incident.IncidentEvent.ImpactRevised;
import io.headwater.incident.incident.IncidentEvent.IncidentAnnounced;
import io.headwater.incident.incident.IncidentEvent.IncidentOpened;
import io.headwater.incident.incident.IncidentEvent.Linked;
import io.headwater.incident.incident.IncidentEvent.MergedFrom;
import io.headwater.incident.incident.IncidentEvent.MergedInto;
import io.headwater.incident.incident.IncidentEvent.Mitigated;
import io.headwater.incident.incident.IncidentEvent.NoteAdded;
import io.headwater.incident.incident.IncidentEvent.NoteRedacted;
import io.headwater.incident.incident.IncidentEvent.PriorityChanged;
import io.headwater.incident.incident.IncidentEvent.Reopened;
import io.headwater.incident.incident.IncidentEvent.Resolved;
import io.headwater.incident.incident.IncidentEvent.RootCauseEstimated;
import io.headwater.incident.incident.IncidentEvent.SnoozeEnded;
import io.headwater.incident.incident.IncidentEvent.Snoozed;
import io.headwater.incident.incident.IncidentEvent.SplitFrom;
import io.headwater.incident.incident.IncidentEvent.SplitOff;
import io.headwater.incident.incident.IncidentEvent.SymptomShared;
import io.headwater.incident.incident.IncidentEvent.WindowClosed;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.OutcomeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What each event means to the state: the fold. An event out of turn, or one it does not know, stops it. */
final class Evolution {
    private Evolution() {}

    static Incident after(Incident before, IncidentEvent event) {
        EventMeta meta = event.meta();
        if (!meta.incident().equals(before.id()) || meta.version() != before.version() + 1) {
            throw new IllegalStateException("event %s of type %s does not follow version %d of incident %s"
                    .formatted(meta.eventId(), event.type(), before.version(), before.id()));
        }
        IncidentDraft draft = new IncidentDraft(before);
        if (!(checks(draft, event) || judgement(draft, event) || people(draft, event) || life(draft, event))) {
            throw new IllegalStateException("no rule for event " + meta.eventId() + " of type " + event.type());
        }
        draft.version = meta.version();
        draft.changedAt = meta.at();
        if (!(event instanceof CloseProposed)) {
            draft.closeProposed = false;
        }
        return draft.done();
    }

    private static boolean checks(IncidentDraft draft, IncidentEvent event) {
        if (event instanceof AlertAttached e) {
            attach(draft, e);
        } else if (event instanceof AlertRepeated e) {
            IncidentAlert alert = held(draft, e.outcome().id(), event);
            put(draft, alert.repeated(e.outcome(), e.counted(), e.meta().at()));
            draft.alertCount += e.counted() ? 1 : 0;
            // It fails still: its cause is at work, and takes new failures again.
            draft.windowClosed &= e.outcome().occurredAt().isBefore(alert.occurredAt());
        } else if (event instanceof CheckCleared e) {
            put(draft, held(draft, e.check(), event).cleared(e.clearedAt()));
        } else if (event instanceof CheckBrokeAgain e) {
            IncidentAlert alert = held(draft, e.outcome().id(), event);
            put(draft, alert.brokeAgain(e.outcome(), e.lastPassedAt(), e.meta().at()));
            draft.windowClosed = false;
            draft.alertCount += e.outcome().run().equals(alert.run()) ? 0 : 1;
        } else if (event instanceof FlappingStarted e) {
            draft.flapping = with(draft.flapping, List.of(e.check().toString()));
        } else if (event instanceof FlappingEnded e) {
            draft.flapping = without(draft.flapping, e.check().toString());
        } else {
            return event instanceof SymptomShared;
        }
        return true;
    }

    private static void attach(IncidentDraft draft, AlertAttached e) {
        IncidentAlert known = draft.alerts.get(e.outcome().id().toString());
        boolean placedAnew = known != null
                && e.moved().isEmpty()
                && known.status() != OutcomeStatus.SKIPPED
                && known.clearedAt()
                        .filter(cleared -> !e.outcome().run().equals(known.run())
                                || e.outcome().occurredAt().isAfter(cleared))
                        .isEmpty();
        if (placedAnew) {
            put(draft, known.on(e.assets()));
            return;
        }
        put(
                draft,
                IncidentAlert.of(
                        e.outcome(),
                        e.assets(),
                        e.lastPassedAt(),
                        e.repeats(),
                        e.moved()
                                .orElseGet(() -> IncidentEvent.Moved.none(
                                        e.outcome(), e.meta().at()))));
        draft.alertCount += (e.outcome().status().isAlert() ? 1 : 0) + e.repeats();
        // What fails and is merged into it brings its window; whether that is over too, its timer finds out.
        draft.windowClosed &= e.moved().filter(IncidentEvent.Moved::evidence).isEmpty();
        if (e.moved().isPresent()) {
            // Taken from it once, it was brought back.
            draft.partedChecks = without(draft.partedChecks, e.outcome().id().toString());
        }
    }

    private static boolean judgement(IncidentDraft draft, IncidentEvent event) {
        if (event instanceof RootCauseEstimated e) {
            if (draft.declaredBy.isPresent() && draft.alerts.isEmpty()) {
                draft.declaredAssets = e.rootCauses();
            }
            draft.rootCauses = e.rootCauses();
            draft.suspected = e.suspected();
            draft.rootCauseReason = e.reason();
            draft.candidates = e.candidates();
            draft.domain = e.domain();
        } else if (event instanceof ImpactRevised e) {
            if (draft.priorityBy.isEmpty()) {
                draft.priorityReasons = ImpactWords.reworded(draft.priorityReasons, draft.impact, e.impact());
            }
            draft.impact = e.impact();
            draft.brokenFrom = Optional.of(e.brokenFrom());
            draft.brokenAtLeast = e.atLeast();
            draft.brokenUntil = e.brokenUntil();
        } else if (event instanceof PriorityChanged e) {
            draft.priority = e.priority();
            draft.priorityReasons = e.reasons();
            draft.priorityBy = e.by();
        } else {
            return event instanceof ImpactPart;
        }
        return true;
    }

    private static boolean people(IncidentDraft draft, IncidentEvent event) {
        if (event instanceof Acknowledged e) {
            draft.status = LifeCycle.after(draft.status, LifeCycle.Move.ACKNOWLEDGE);
            draft.acknowledgedAt = Optional.of(e.meta().at());
            draft.acknowledgedBy = Optional.of(e.by());
        } else if (event instanceof Assigned e) {
            draft.assignee = Optional.of(e.assignee());
        } else if (event instanceof NoteAdded e) {
            draft.notes.put(e.noteId(), true);
        } else if (event instanceof NoteRedacted e) {
            draft.notes.put(e.noteId(), false);
        } else if (event instanceof Snoozed e) {
            draft.snoozedUntil = Optional.of(e.until());
        } else if (event instanceof SnoozeEnded) {
            draft.snoozedUntil = Optional.empty();
        } else if (event instanceof Linked e) {
            List<Link> links = new ArrayList<>(draft.links);
            links.removeIf(
                    link -> link.system().equals(e.system()) && link.key().equals(e.key()));
            links.add(new Link(e.system(), e.key(), e.url(), e.status()));
            draft.links = links;
        } else {
            return false;
        }
        return true;
    }

    private static boolean life(IncidentDraft draft, IncidentEvent event) {
        if (event instanceof IncidentOpened e) {
            draft.openedAt = e.meta().at();
            draft.late = e.late();
            draft.declaredBy = e.declaredBy();
            draft.description = e.description();
        } else if (event instanceof IncidentAnnounced e) {
            draft.announcedAt = Optional.of(e.meta().at());
            draft.late = false;
        } else if (event instanceof Mitigated) {
            draft.status = LifeCycle.after(draft.status, LifeCycle.Move.MITIGATE);
        } else if (event instanceof Resolved e) {
            draft.status = LifeCycle.after(draft.status, LifeCycle.Move.RESOLVE);
            draft.resolvedAt = Optional.of(e.meta().at());
            draft.resolvedBy = Optional.of(e.by());
            draft.snoozedUntil = Optional.empty();
        } else if (event instanceof Closed e) {
            draft.status = LifeCycle.after(draft.status, LifeCycle.Move.CLOSE);
            draft.resolvedAt = draft.resolvedAt.or(() -> Optional.of(e.meta().at()));
            draft.snoozedUntil = Optional.empty();
        } else if (event instanceof Reopened) {
            draft.status = LifeCycle.after(draft.status, LifeCycle.Move.REOPEN);
            draft.resolvedAt = Optional.empty();
            draft.resolvedBy = Optional.empty();
            draft.acknowledgedAt = Optional.empty();
            draft.acknowledgedBy = Optional.empty();
            draft.windowClosed = false;
        } else if (event instanceof WindowClosed) {
            draft.windowClosed = true;
        } else if (event instanceof CloseProposed) {
            draft.closeProposed = true;
        } else {
            return kinship(draft, event);
        }
        return true;
    }

    private static boolean kinship(IncidentDraft draft, IncidentEvent event) {
        if (event instanceof MergedFrom e) {
            draft.mergedFrom = with(draft.mergedFrom, List.of(e.from()));
            draft.partedFrom = with(draft.partedFrom, e.partedFrom());
            draft.partedChecks = with(draft.partedChecks, e.partedChecks());
            draft.declaredAssets = with(draft.declaredAssets, e.declaredAssets());
        } else if (event instanceof MergedInto e) {
            draft.mergedInto = Optional.of(e.into());
            draft.status = IncidentStatus.CLOSED;
            draft.snoozedUntil = Optional.empty();
        } else if (event instanceof SplitOff e) {
            e.checks().forEach(check -> {
                IncidentAlert gone = draft.alerts.remove(check);
                draft.alertCount -= gone == null || gone.status() == OutcomeStatus.SKIPPED ? 0 : 1 + gone.repeats();
                draft.flapping = without(draft.flapping, check);
            });
            draft.partedFrom = with(draft.partedFrom, List.of(e.to()));
            draft.partedChecks = with(draft.partedChecks, e.checks());
        } else if (event instanceof SplitFrom e) {
            draft.partedFrom = with(with(draft.partedFrom, e.partedFrom()), List.of(e.from()));
        } else {
            return false;
        }
        return true;
    }

    private static IncidentAlert held(IncidentDraft draft, CheckId check, IncidentEvent event) {
        IncidentAlert alert = draft.alerts.get(check.toString());
        if (alert == null) {
            throw new IllegalStateException("event %s of type %s speaks of check %s, which incident %s does not hold"
                    .formatted(event.meta().eventId(), event.type(), check, draft.id));
        }
        return alert;
    }

    private static void put(IncidentDraft draft, IncidentAlert alert) {
        draft.alerts.put(alert.id().toString(), alert);
    }

    private static List<String> with(List<String> list, List<String> more) {
        TreeSet<String> all = new TreeSet<>(list);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static List<String> without(List<String> list, String one) {
        return list.stream().filter(other -> !other.equals(one)).toList();
    }
}
