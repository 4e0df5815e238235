package io.headwater.incident.triage;

import io.headwater.incident.correlation.Correlator;
import io.headwater.incident.correlation.Estimate;
import io.headwater.incident.correlation.Failure;
import io.headwater.incident.correlation.Placement;
import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.CheckHistory;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Places what failed: as a repeat, into the incident that explains it best, back into one that was over, or a new one. */
final class Placer {
    private static final Comparator<WaitingOutcome> BY_TIME = Comparator.comparing(
                    (WaitingOutcome waiting) -> waiting.outcome().occurredAt())
            .thenComparing(waiting -> waiting.outcome().id())
            .thenComparing(waiting -> waiting.outcome().run());

    private final Turn turn;
    private final Names names;
    private final Silences silences;
    private final Waiters waiters;
    private final Causes causes;
    private final Reopener reopener;
    private final Settlement settlement;

    Placer(Turn turn, Names names, Silences silences, Causes causes, Reopener reopener, Settlement settlement) {
        this.turn = turn;
        this.names = names;
        this.silences = silences;
        this.waiters = new Waiters(turn.state());
        this.causes = causes;
        this.reopener = reopener;
        this.settlement = settlement;
    }

    /** Places a batch; what is silenced is not, what watches nothing known waits on for its asset, until its deadline. */
    void place(List<WaitingOutcome> batch) {
        Map<CheckId, WaitingOutcome> failed = new TreeMap<>();
        List<WaitingOutcome> skipped = new ArrayList<>();
        List<WaitingOutcome> repeats = new ArrayList<>();
        for (WaitingOutcome waiting : batch.stream().sorted(BY_TIME).toList()) {
            CheckOutcome outcome = waiting.outcome();
            CheckRow row = turn.check(outcome.id()).orElseThrow();
            List<String> assets = names.assets(outcome, Optional.of(row));
            if (CheckHistory.isOver(row, outcome)) {
                historyOnly(outcome, "its check passed before it could be placed");
            } else if (silences.hide(waiting, assets)) {
                continue;
            } else if (assets.isEmpty()
                    && outcome.status() != OutcomeStatus.SKIPPED
                    && turn.at().isBefore(waiting.deadline())) {
                waiters.park(waiting);
            } else if (outcome.status() == OutcomeStatus.SKIPPED) {
                skipped.add(waiting);
            } else {
                know(outcome, assets);
                if (!once(waiting, failed)) {
                    repeats.add(waiting);
                }
            }
        }
        List<WaitingOutcome> evidence = failed.values().stream()
                .filter(waiting -> waiting.outcome().isEvidence())
                .sorted(BY_TIME)
                .toList();
        if (!evidence.isEmpty()) {
            placeEvidence(evidence);
        }
        failed.values().stream()
                .filter(waiting -> !waiting.outcome().isEvidence())
                .sorted(BY_TIME)
                .forEach(this::placeBrokenCheck);
        repeats.forEach(waiting -> once(waiting, failed));
        new SkippedNodes(turn, causes).list(skipped);
    }

    /**
     * The check is in an open incident: counted, nobody is told again; nobody was where all before came late.
     *
     * @param late whether it was too old for that when it arrived
     */
    void repeat(Incident holder, CheckRow row, CheckOutcome outcome, boolean counted, boolean late) {
        IncidentAlert before = holder.alert(row.id()).orElseThrow();
        boolean again = before.clearedAt().isPresent();
        turn.record(
                holder.id(),
                meta -> again
                        ? new IncidentEvent.CheckBrokeAgain(meta, outcome, passedBefore(row, outcome))
                        : new IncidentEvent.AlertRepeated(meta, outcome, counted));
        settlement.flapping(holder.id(), row);
        settlement.failedAgain(holder.id());
        if (!late) {
            settlement.tellInTime(holder.id());
        }
        if (watchesAnother(holder.id(), row, outcome)) {
            settlement.reviewAgain(holder.id());
        } else {
            lookAgain(holder.id(), before);
        }
    }

    /** Its alert goes where the check is by now: lineage came to know its asset, or the model it tests was moved. */
    private boolean watchesAnother(String id, CheckRow row, CheckOutcome outcome) {
        IncidentAlert alert = turn.incident(id).alert(row.id()).orElseThrow();
        if (row.assets().isEmpty() || row.assets().equals(alert.assets())) {
            return false;
        }
        turn.record(
                id,
                meta -> new IncidentEvent.AlertAttached(
                        meta, outcome, row.assets(), AlertRole.SYMPTOM, alert.lastPassedAt(), 0));
        return true;
    }

    /** A check that only broke {@code before} and speaks of a cause now is weighed as a failure that joins. */
    void lookAgain(String id, IncidentAlert before) {
        boolean joins = !before.evidence()
                && turn.incident(id).alert(before.id()).orElseThrow().evidence();
        if (joins) {
            causes.estimate(id);
            settlement.review(List.of(id));
        } else {
            settlement.touched(id);
        }
    }

    /** An outcome of a run that is still waited for was put right by its source. */
    void withdraw(CheckOutcome outcome) {
        String key = Runs.waitingKey(
                outcome.id().source(), outcome.run(), outcome.id().check());
        if (turn.state().waiting().get(key).isPresent()) {
            turn.state().waiting().remove(key);
        }
        waiters.take(Waiters.id(outcome));
    }

    /** Unknown for too long: it opens an incident on an asset that stands for it. */
    void waitedLongEnough(String id) {
        waiters.take(id).ifPresent(waiting -> place(List.of(waiting)));
    }

    private void know(CheckOutcome outcome, List<String> assets) {
        CheckRow row = turn.check(outcome.id()).orElseThrow();
        List<String> known = assets.isEmpty() ? List.of(Names.unresolved(outcome)) : assets;
        if (assets.isEmpty()) {
            Names.awaited(outcome).forEach(name -> turn.state()
                    .index()
                    .put(Keys.of(Keys.UNRESOLVED, name, outcome.id().toString()), ""));
        }
        if (!row.assets().equals(known)) {
            turn.put(assets.isEmpty() ? row.withAssets(known) : turn.watching(row, known));
        }
    }

    /** Of two outcomes of one check the first is placed, the other is a repeat once that is; false: it is not yet. */
    private boolean once(WaitingOutcome waiting, Map<CheckId, WaitingOutcome> failed) {
        CheckRow row = turn.check(waiting.outcome().id()).orElseThrow();
        Optional<Incident> holder = turn.holder(row);
        if (holder.isPresent()) {
            repeat(holder.get(), row, waiting.outcome(), true, waiting.late());
            return true;
        }
        return failed.putIfAbsent(row.id(), waiting) == null;
    }

    private void placeEvidence(List<WaitingOutcome> evidence) {
        Map<CheckId, WaitingOutcome> byCheck = new TreeMap<>();
        List<Failure> batch = new ArrayList<>();
        for (WaitingOutcome waiting : evidence) {
            byCheck.put(waiting.outcome().id(), waiting);
            batch.add(failure(waiting.outcome()));
        }
        Placement placement = new Correlator().place(batch, turn.near(batch), turn.evidence());
        TreeSet<String> touched = new TreeSet<>();
        for (Placement.Group group : placement.groups().stream()
                .flatMap(group -> reopener.apart(group).stream())
                .toList()) {
            List<WaitingOutcome> members = group.failures().stream()
                    .map(failure -> byCheck.get(failure.check()))
                    .toList();
            touched.add(put(group, members));
        }
        // One that was reopened may have got back what a group after it took.
        touched.forEach(reopener::reclaim);
        settlement.review(touched);
        new Sharing(turn).name(batch);
    }

    private String put(Placement.Group group, List<WaitingOutcome> members) {
        Estimate estimate = group.estimate();
        boolean late = members.stream().allMatch(WaitingOutcome::late);
        Optional<String> returning = group.incident()
                .or(() -> late ? Optional.empty() : reopener.returning(group.estimate(), group.failures()));
        String id = returning.orElseGet(() -> open(members.get(0).outcome(), late));
        if (group.incident().isEmpty() && returning.isPresent()) {
            bringBack(id, "the same cause is back: " + estimate.sentence());
            members.forEach(member -> attach(id, member.outcome(), estimate.cause()));
            causes.estimate(id);
        } else {
            members.forEach(member -> attach(id, member.outcome(), estimate.cause()));
            causes.tell(id, estimate);
        }
        if (!late) {
            settlement.tellInTime(id);
        }
        members.forEach(member ->
                settlement.flapping(id, turn.check(member.outcome().id()).orElseThrow()));
        settlement.failedAgain(id);
        return id;
    }

    private void bringBack(String id, String reason) {
        settlement.notReopenable(id);
        reopener.reopen(id, reason);
    }

    /** A check that broke is an incident of its own, or the return of that, unless one that holds it was reopened just now. */
    private void placeBrokenCheck(WaitingOutcome waiting) {
        CheckRow known = turn.check(waiting.outcome().id()).orElseThrow();
        Optional<Incident> holder = turn.holder(known);
        if (holder.isPresent()) {
            repeat(holder.get(), known, waiting.outcome(), true, waiting.late());
            return;
        }
        Optional<String> returning = waiting.late() ? Optional.empty() : reopener.returning(known, waiting.outcome());
        String id = returning.orElseGet(() -> open(waiting.outcome(), waiting.late()));
        returning.ifPresent(over -> bringBack(over, "the check itself broke again"));
        attach(id, waiting.outcome(), "");
        if (returning.isEmpty()) {
            causes.tellBrokenCheck(id, turn.check(known.id()).orElseThrow());
        }
        if (!waiting.late()) {
            settlement.tellInTime(id);
        }
        settlement.failedAgain(id);
        settlement.touched(id);
    }

    private String open(CheckOutcome first, boolean late) {
        String id = IncidentIds.fresh(turn, first);
        turn.record(
                id, turn.correlationUsed(), meta -> new IncidentEvent.IncidentOpened(meta, late, Optional.empty(), ""));
        return id;
    }

    private void attach(String id, CheckOutcome outcome, String cause) {
        CheckRow row = turn.check(outcome.id()).orElseThrow();
        Optional<IncidentAlert> known = turn.incident(id).alert(row.id());
        turn.hold(row, id);
        if (known.filter(alert -> alert.status().isAlert()).isPresent()) {
            boolean cleared = known.get().clearedAt().isPresent();
            boolean counted = !known.get().run().equals(outcome.run());
            turn.record(
                    id,
                    meta -> cleared
                            ? new IncidentEvent.CheckBrokeAgain(meta, outcome, passedBefore(row, outcome))
                            : new IncidentEvent.AlertRepeated(meta, outcome, counted));
            watchesAnother(id, row, outcome);
            return;
        }
        Failure failure = failure(outcome);
        turn.record(
                id,
                meta -> new IncidentEvent.AlertAttached(
                        meta,
                        outcome,
                        row.assets(),
                        row.assets().contains(cause) ? AlertRole.CAUSE : AlertRole.SYMPTOM,
                        failure.lastPassedAt(),
                        0));
    }

    private static Optional<Instant> passedBefore(CheckRow row, CheckOutcome outcome) {
        return row.lastPassedAt().filter(passed -> !passed.isAfter(outcome.occurredAt()));
    }

    private Failure failure(CheckOutcome outcome) {
        CheckRow row = turn.check(outcome.id()).orElseThrow();
        return new Failure(
                row.id(),
                row.kind(),
                row.assets(),
                outcome.columns(),
                outcome.occurredAt(),
                passedBefore(row, outcome),
                outcome.anomalySince(),
                outcome.message());
    }

    private void historyOnly(CheckOutcome outcome, String reason) {
        turn.decided(
                outcome.id().toString(),
                Output.Kind.HISTORY_ONLY,
                reason,
                Optional.empty(),
                Optional.of(outcome.run()));
    }
}
