package io.headwater.incident.triage;

import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Where an incident stands after something happened to it: looked at anew, told, resolved, closed to new failures. */
final class Settlement {
    private static final List<String> ENDS_WITH_IT =
            List.of(Keys.ANNOUNCE, Keys.RESOLVE, Keys.WINDOW, Keys.QUIET, Keys.FLAPPING, Keys.SNOOZE);

    private final Turn turn;
    private final Causes causes;
    private final QuietMonitors quiet;
    private final Merging merging;
    private final Assessment assessment;
    private final Announcing announcing;
    private final Flapping flapping;
    private final BeyondStatus beyondStatus;

    Settlement(
            Turn turn,
            Silences silences,
            Causes causes,
            Merging merging,
            Assessment assessment,
            BeyondStatus beyondStatus) {
        this.turn = turn;
        this.quiet = new QuietMonitors(turn, silences);
        this.causes = causes;
        this.merging = merging;
        this.assessment = assessment;
        this.announcing = new Announcing(turn);
        this.flapping = new Flapping(turn);
        this.beyondStatus = beyondStatus;
    }

    /** Incidents that took failures, or whose surroundings changed: merged where they are one, then assessed. */
    void review(Collection<String> ids) {
        TreeSet<String> survivors = new TreeSet<>();
        new TreeSet<>(ids).forEach(id -> survivors.add(merging.mergeWithNeighbours(id)));
        for (String id : survivors) {
            Incident incident = turn.incident(id);
            if (incident.mergedInto().isEmpty()) {
                touched(id);
                if (!incident.mergedFrom().isEmpty()) {
                    quiet.watch(incident);
                    flapping.goesOn(incident);
                    tellInTimeUnlessLate(id);
                }
            }
        }
    }

    /** Its surroundings changed: the cause is estimated anew too. */
    void reviewAgain(String id) {
        if (turn.incident(id).isOpen()) {
            boolean keptOpen = isKeptOpen(id);
            causes.estimate(id);
            review(List.of(id));
            if (!keptOpen) {
                settle(turn.survivor(id).id());
            }
        } else {
            touched(id);
        }
    }

    /** Looks at impact, priority and status anew; a P0 is told at once. */
    void touched(String id) {
        assessment.assess(id);
        Incident incident = turn.incident(id);
        if (incident.isOpen() && BeyondStatus.isOf(incident)) {
            beyondStatus.note(incident);
        }
        if (announcing.waits(id) && incident.priority() == Priority.P0 && incident.isOpen()) {
            announce(id);
        }
    }

    /** People are told after group-wait, once. */
    void tellInTime(String id) {
        announcing.inTime(id);
    }

    /** The same, where it is not only of what came late. */
    void tellInTimeUnlessLate(String id) {
        announcing.inTimeUnlessLate(id);
    }

    boolean waitsToBeTold(String id) {
        return announcing.waits(id);
    }

    void announce(String id) {
        announcing.now(id);
    }

    /** Something in it failed, or it is open again: it is not about to be resolved, and its window moves on. */
    void failedAgain(String id) {
        turn.state().timers().cancel(Keys.timer(Keys.RESOLVE, id));
        flapping.watchForRest(id);
        quiet.watch(turn.incident(id));
        String window = Keys.timer(Keys.WINDOW, id);
        if (!turn.incident(id).windowClosed()
                && turn.state().timers().due(window).isEmpty()) {
            turn.state()
                    .timers()
                    .set(new Timer(window, turn.at().plus(turn.correlation().window())));
        }
    }

    /** Something in it, or in what it was merged into since, became clear: resolved when all is, at once or in time. */
    void settle(String cleared) {
        Incident incident = turn.survivor(cleared);
        String id = incident.id();
        beyondStatus.note(incident);
        if (incident.isOpen() && allClear(incident)) {
            Duration wait = turn.state().policies().resolveAfter();
            if (wait.isZero()) {
                resolve(id);
            } else if (turn.state().timers().due(Keys.timer(Keys.RESOLVE, id)).isEmpty()) {
                turn.state()
                        .timers()
                        .set(new Timer(Keys.timer(Keys.RESOLVE, id), turn.at().plus(wait)));
            }
        } else if (incident.isOpen()) {
            turn.state().timers().cancel(Keys.timer(Keys.RESOLVE, id));
            quiet.watch(incident);
        }
        touched(id);
    }

    /** It is over, and only now something in it became clear; who saw it broken is counted while that is known. */
    void clearedAfterwards(String id) {
        if (turn.state().timers().due(Keys.timer(Keys.FORGET_BEYOND_STATUS, id)).isPresent()) {
            beyondStatus.note(turn.incident(id));
            touched(id);
        }
    }

    /** All clear, and for long enough. */
    void resolveIfClear(String id) {
        Incident incident = turn.incident(id);
        if (incident.isOpen() && allClear(incident)) {
            resolve(id);
            touched(id);
        }
    }

    /** All of it is clear and it is not about to be resolved: a person opened it again, and only what happens next ends it. */
    boolean isKeptOpen(String id) {
        Incident incident = turn.incident(id);
        return incident.isOpen()
                && allClear(incident)
                && turn.state().timers().due(Keys.timer(Keys.RESOLVE, id)).isEmpty();
    }

    private static boolean allClear(Incident incident) {
        boolean alerted =
                incident.alerts().values().stream().anyMatch(alert -> alert.status() != OutcomeStatus.SKIPPED);
        return alerted
                && incident.failingCheckCount() == 0
                && incident.flapping().isEmpty();
    }

    private void resolve(String id) {
        int checks = (int) turn.incident(id).alerts().values().stream()
                .filter(alert -> alert.status() != OutcomeStatus.SKIPPED)
                .count();
        String reason = checks == 1 ? "its check is clear" : "all " + checks + " checks are clear";
        turn.record(id, meta -> new IncidentEvent.Resolved(meta, Actor.HEADWATER, reason, true));
        new Habits(turn).learn(turn.incident(id));
        over(id);
    }

    /** It is resolved or closed: nobody needs to be told any more, and it can come back for a while. */
    void over(String id) {
        ENDS_WITH_IT.forEach(kind -> turn.state().timers().cancel(Keys.timer(kind, id)));
        Sharing.forget(turn.state(), id);
        beyondStatus.note(turn.incident(id));
        turn.state()
                .timers()
                .set(new Timer(
                        Keys.timer(Keys.FORGET_BEYOND_STATUS, id), turn.at().plus(BeyondStatus.AWAITED)));
        if (turn.incident(id).status() == IncidentStatus.RESOLVED) {
            for (String urn : turn.incident(id).rootCauses()) {
                turn.state().index().put(Keys.of(Keys.CAUSE, urn, id), "");
            }
            turn.state()
                    .timers()
                    .set(new Timer(
                            Keys.timer(Keys.REOPENABLE, id),
                            turn.at().plus(turn.correlation().reopenWindow())));
        }
    }

    /** It is open again, or the reopen window is over: only a person brings it back. */
    void notReopenable(String id) {
        turn.state().timers().cancel(Keys.timer(Keys.REOPENABLE, id));
        for (String urn : turn.incident(id).rootCauses()) {
            turn.state().index().remove(Keys.of(Keys.CAUSE, urn, id));
        }
    }

    /** The reopen window is over, as it is today. */
    void reopenableDue(String id) {
        Instant end = turn.incident(id)
                .resolvedAt()
                .orElse(Instant.EPOCH)
                .plus(turn.correlation().reopenWindow());
        if (end.isAfter(turn.at())) {
            turn.state().timers().set(new Timer(Keys.timer(Keys.REOPENABLE, id), end));
        } else {
            notReopenable(id);
        }
    }

    /** The window is over unless something failed within it. */
    void windowDue(String id) {
        Incident incident = turn.incident(id);
        Optional<Instant> last = incident.alerts().values().stream()
                .filter(alert -> alert.status() != OutcomeStatus.SKIPPED)
                .map(IncidentAlert::heardAt)
                .max(Comparator.naturalOrder());
        if (!incident.isOpen() || last.isEmpty()) {
            return;
        }
        Instant end = last.get().plus(turn.correlation().window());
        if (end.isAfter(turn.at())) {
            turn.state().timers().set(new Timer(Keys.timer(Keys.WINDOW, id), end));
        } else {
            turn.record(id, turn.correlationUsed(), IncidentEvent.WindowClosed::new);
        }
    }

    /** Nobody is heard of any more who saw it, and its impact is told anew only where a person opens it again. */
    void forgetBeyondStatus(String id) {
        if (!turn.incident(id).isOpen()) {
            beyondStatus.forget(id);
            Assessment.forget(turn.state(), id);
        }
    }

    void staleDue(String id) {
        Incident incident = turn.incident(id);
        Instant end = incident.changedAt().plus(Turn.STALE_AFTER);
        if (incident.status() == IncidentStatus.CLOSED || incident.closeProposed()) {
            return;
        }
        if (end.isAfter(turn.at())) {
            turn.state().timers().set(new Timer(Keys.timer(Keys.STALE, id), end));
        } else {
            turn.record(id, meta -> new IncidentEvent.CloseProposed(meta, "nothing changed for 7 days"));
        }
    }

    /** Monitors that were quiet for long enough are clear. */
    void quietDue(String id) {
        if (turn.incident(id).isOpen()) {
            quiet.clear(id);
            settle(id);
        }
    }

    /** A check of it changed once more between good and bad. */
    void flapping(String id, CheckRow row) {
        flapping.changed(id, row);
    }

    /** Whether what flapped has come to rest. */
    void flappingDue(String id) {
        if (turn.incident(id).isOpen()) {
            flapping.lookAgain(id);
            settle(id);
        }
    }
}
