package io.headwater.incident.triage;

import io.headwater.incident.correlation.MergeReason;
import io.headwater.incident.correlation.Merger;
import io.headwater.incident.correlation.OpenStory;
import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.OutcomeStatus;
import java.util.Optional;
import java.util.TreeMap;

/** Makes two incidents one: the younger's checks go to the older, both ids keep working. */
final class Merging {
    private final Turn turn;
    private final Causes causes;
    private final Statuses statuses;
    private final LastLooks looks;
    private final BeyondStatus beyondStatus;

    Merging(Turn turn, Causes causes, Statuses statuses, LastLooks looks, BeyondStatus beyondStatus) {
        this.turn = turn;
        this.causes = causes;
        this.statuses = statuses;
        this.looks = looks;
        this.beyondStatus = beyondStatus;
    }

    /** Merges with its neighbours while one cause tells both stories more cheaply; answers which incident lives on. */
    String mergeWithNeighbours(String id) {
        String survivor = turn.survivor(id).id();
        Optional<MergeReason> reason = cheaperTogether(survivor);
        while (reason.isPresent()) {
            merge(reason.get().from(), reason.get().into(), reason.get().sentence(), Optional.empty());
            causes.tell(reason.get().into(), reason.get().estimate());
            survivor = reason.get().into();
            reason = cheaperTogether(survivor);
        }
        return survivor;
    }

    private Optional<MergeReason> cheaperTogether(String id) {
        Incident incident = turn.incident(id);
        if (!incident.isOpen() || incident.failures().isEmpty() || incident.windowClosed()) {
            return Optional.empty();
        }
        OpenStory story = turn.story(incident);
        Merger merger = new Merger(turn.evidence());
        for (OpenStory other : turn.near(story.failures())) {
            Optional<MergeReason> reason = merger.mergeable(story, other);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    /** {@code from} lives on in {@code into}. */
    void merge(String from, String into, String reason, Optional<Actor> by) {
        Incident gone = turn.incident(from);
        turn.record(
                into,
                meta -> new IncidentEvent.MergedFrom(
                        meta, from, reason, by, gone.partedFrom(), gone.partedChecks(), gone.declaredAssets()));
        gone.alerts().values().forEach(alert -> move(alert, gone, into));
        keepWords(gone, into, by.orElse(Actor.HEADWATER));
        turn.record(from, meta -> new IncidentEvent.MergedInto(meta, into, reason, by));
        new Announcing(turn).passOn(from, into);
        cancelTimers(from);
        statuses.touch(from, Optional.empty(), new TreeMap<>());
        looks.forget(from);
        Sharing.forget(turn.state(), from);
        Assessment.forget(turn.state(), from);
        beyondStatus.forget(from);
    }

    /**
     * What people said of the one that goes holds for both, where they said nothing of the other: a graver priority, who sees
     * to it, and that somebody does, unless the other is graver than what they took on. Where the machine joins them, a
     * person's lower priority is not one of what is graver.
     */
    private void keepWords(Incident gone, String into, Actor by) {
        Incident stays = turn.incident(into);
        int graver = stays.priority().compareTo(gone.priority());
        boolean said = gone.priorityBy().isPresent() && stays.priorityBy().isEmpty() && graver >= 0;
        // Who judged the smaller has not judged this: what holds of the graver holds.
        boolean swallowed = by.equals(Actor.HEADWATER) && stays.priorityBy().isPresent() && graver > 0;
        if (said || swallowed) {
            turn.record(
                    into,
                    meta -> new IncidentEvent.PriorityChanged(
                            meta, stays.priority(), gone.priority(), gone.priorityReasons(), gone.priorityBy()));
        }
        boolean seenTo = gone.acknowledgedBy().isPresent() && gone.isOpen();
        if (seenTo
                && stays.status() == IncidentStatus.TRIGGERED
                && gone.priority().compareTo(stays.priority()) <= 0) {
            turn.record(
                    into,
                    meta -> new IncidentEvent.Acknowledged(
                            meta, gone.acknowledgedBy().get()));
        }
        if (gone.assignee().isPresent() && stays.assignee().isEmpty()) {
            turn.record(
                    into,
                    meta -> new IncidentEvent.Assigned(meta, by, gone.assignee().get()));
        }
    }

    /** Its check joins the other with what it brings; one that both know keeps the other's place. */
    void move(IncidentAlert alert, Incident from, String into) {
        CheckRow row = turn.check(alert.id()).orElseThrow();
        boolean mine = row.incident().map(turn::survivor).map(Incident::id).equals(Optional.of(from.id()));
        Optional<IncidentAlert> known = turn.incident(into).alert(alert.id());
        if (mine) {
            turn.hold(row, into);
        }
        // What it found here stays found, though its check is in another incident since, or was skipped.
        boolean comes =
                mine || known.isEmpty() && alert.evidence() && alert.clearedAt().isPresent();
        boolean knownBetter = known.filter(
                        it -> it.isActive() || it.evidence() && alert.status() == OutcomeStatus.SKIPPED)
                .isPresent();
        if (!comes || knownBetter) {
            return;
        }
        CheckOutcome outcome = row.latest()
                .filter(it -> it.status() == alert.status() && it.run().equals(alert.run()))
                .orElseGet(() -> Recalled.outcome(alert));
        turn.record(
                into,
                meta -> new IncidentEvent.AlertAttached(
                        meta,
                        outcome,
                        alert.assets(),
                        from.roleOf(alert),
                        alert.lastPassedAt(),
                        alert.repeats(),
                        Optional.of(IncidentEvent.Moved.of(alert))));
        alert.clearedAt()
                .ifPresent(cleared -> turn.record(
                        into,
                        meta -> new IncidentEvent.CheckCleared(
                                meta, alert.id(), alert.run(), cleared, "it was clear before it came here")));
    }

    private void cancelTimers(String id) {
        for (String kind : new String[] {Keys.RESOLVE, Keys.WINDOW, Keys.REVIEW, Keys.QUIET, Keys.SNOOZE}) {
            turn.state().timers().cancel(Keys.timer(kind, id));
        }
    }
}
