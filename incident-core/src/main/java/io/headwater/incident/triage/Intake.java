package io.headwater.incident.triage;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.CheckHistory;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.CheckRow.Delivery;
import io.headwater.incident.outcome.Deliveries;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes in an outcome: repeats dropped, late ones to history, passes to what they clear, failures to be placed. */
final class Intake {
    /** What is older than this on arrival may open an incident, but nobody is told. */
    static final Duration OLD = Duration.ofHours(24);

    private final Turn turn;
    private final Names names;
    private final Silences silences;
    private final Runs runs;
    private final LoneRuns loneRuns;
    private final Placer placer;
    private final Settlement settlement;

    Intake(
            Turn turn,
            Names names,
            Silences silences,
            Runs runs,
            LoneRuns loneRuns,
            Placer placer,
            Settlement settlement) {
        this.turn = turn;
        this.names = names;
        this.silences = silences;
        this.runs = runs;
        this.loneRuns = loneRuns;
        this.placer = placer;
        this.settlement = settlement;
    }

    void accept(CheckOutcome outcome) {
        List<CheckOutcome> spokenOf = loneRuns.spokenOf(outcome);
        if (spokenOf.isEmpty()) {
            one(outcome);
        } else {
            spokenOf.forEach(this::one);
        }
    }

    private void one(CheckOutcome delivered) {
        one(delivered, delivered);
    }

    /** @param within the outcome whose run it comes with: its own, or that of the build which shows that a job came */
    private void one(CheckOutcome delivered, CheckOutcome within) {
        CheckOutcome outcome = delivered.occurredAt().isAfter(turn.at()) ? delivered.occurringAt(turn.at()) : delivered;
        CheckRow before = turn.check(outcome.id()).orElseGet(() -> CheckRow.of(outcome));
        long run = Deliveries.numbered(outcome.run());
        Optional<Delivery> last = before.deliveries().latest(run);
        long digest = delivered.digest();
        if (last.filter(it -> repeats(it, digest)).isPresent()) {
            decided(outcome, Output.Kind.REPEATED, "the same was delivered before");
            return;
        }
        boolean late = CheckHistory.isLate(before, outcome);
        List<String> assets = names.assets(outcome, Optional.of(before));
        CheckRow row = CheckHistory.delivered(
                late ? CheckHistory.amended(before, outcome) : CheckHistory.heard(before, outcome),
                outcome,
                run,
                last,
                digest,
                turn.at());
        // Where a check is now, a late outcome does not say.
        boolean moves = !assets.isEmpty() && (!late || row.assets().isEmpty());
        row = moves ? turn.watching(row, assets) : row;
        turn.put(row);
        loneRuns.remember(outcome);
        // One from so long ago that it may be a repeat is not counted a second time.
        boolean counted = outcome.status().isAlert()
                && last.filter(Delivery::alerted).isEmpty()
                && !(late && before.deliveries().mayHaveForgotten(outcome.occurredAt()));
        boolean waits = runs.arrived(outcome, last.isEmpty());
        if (late) {
            amend(row, outcome, counted);
        } else if (CheckHistory.clears(outcome)) {
            clear(row, outcome, within, last.isPresent());
            if (before.episode().isPresent()) {
                clearAfterwards(row, outcome);
            }
        } else if (outcome.status().isAlert()) {
            fail(row, outcome, counted, waits);
        } else if (outcome.status() == OutcomeStatus.SKIPPED) {
            symptom(outcome, waits);
        } else {
            decided(outcome, Output.Kind.HISTORY_ONLY, "its status is not one Headwater knows");
        }
        runs.placeIfWhole(outcome);
        if (!late && outcome.checkKind() == CheckKind.BUILD) {
            new Arrivals(turn).came(before, outcome).ifPresent(came -> one(came, outcome));
        }
    }

    private boolean repeats(Delivery last, long digest) {
        return last.said() == digest
                && !last.receivedAt().plus(CheckHistory.REMEMBERED).isBefore(turn.at());
    }

    /** A late outcome counts in the incident that holds its check's episode, and changes nothing else. */
    private void amend(CheckRow row, CheckOutcome outcome, boolean counted) {
        boolean sameEpisode = row.lastPassedAt()
                .filter(passed -> !passed.isBefore(outcome.occurredAt()))
                .isEmpty();
        Optional<Incident> holder = turn.holder(row);
        if (holder.isPresent() && counted && sameEpisode) {
            String id = holder.get().id();
            turn.record(id, meta -> new IncidentEvent.AlertRepeated(meta, outcome, true));
            if (holder.get().windowClosed() && !turn.incident(id).windowClosed()) {
                settlement.windowDue(id);
            }
            placer.lookAgain(id, holder.get().alert(row.id()).orElseThrow());
        }
        decided(outcome, Output.Kind.LATE, "it is older than the latest outcome of its check: history only");
    }

    private void clear(CheckRow row, CheckOutcome outcome, CheckOutcome within, boolean spokeBefore) {
        if (spokeBefore) {
            placer.withdraw(outcome);
        }
        silences.cleared(outcome.id());
        Optional<Incident> holder = turn.openHolder(row);
        Optional<IncidentAlert> alert = holder.flatMap(incident -> incident.alert(row.id()))
                .filter(it -> it.clearedAt().isEmpty());
        if (alert.isEmpty()) {
            return;
        }
        String id = holder.get().id();
        String reason = outcome.resolution()
                .map(resolution -> "resolved at source: " + resolution)
                .orElse("passed");
        turn.record(
                id,
                meta -> new IncidentEvent.CheckCleared(
                        meta, outcome.id(), outcome.run(), clearedAt(outcome, alert.get()), reason));
        settlement.flapping(id, row);
        runs.settleAfter(within, id);
    }

    /** A person resolved its incident while it failed: what was broken there is whole from now on. */
    private void clearAfterwards(CheckRow row, CheckOutcome outcome) {
        Optional<Incident> over = row.incident().map(turn::survivor).filter(incident -> !incident.isOpen());
        over.flatMap(incident -> incident.alert(row.id()))
                .filter(IncidentAlert::isActive)
                .ifPresent(alert -> {
                    String id = over.get().id();
                    turn.record(
                            id,
                            meta -> new IncidentEvent.CheckCleared(
                                    meta, outcome.id(), outcome.run(), clearedAt(outcome, alert), "passed afterwards"));
                    settlement.clearedAfterwards(id);
                });
    }

    /** A source's resolution may bear the failure's own time; the check was not clear before it failed. */
    private Instant clearedAt(CheckOutcome outcome, IncidentAlert alert) {
        return outcome.occurredAt().isAfter(alert.occurredAt()) ? outcome.occurredAt() : turn.at();
    }

    private void fail(CheckRow row, CheckOutcome outcome, boolean counted, boolean waits) {
        if (loneRuns.closedBefore(outcome)) {
            decided(outcome, Output.Kind.HISTORY_ONLY, "its source had closed it before it arrived");
            return;
        }
        Optional<Incident> holder = turn.holder(row);
        if (holder.isEmpty()) {
            turn.beginEpisode(outcome);
            wait(outcome, waits);
        } else if (!silences.hide(waiting(outcome), row.assets())) {
            placer.repeat(holder.get(), row, outcome, counted, isOld(outcome, turn.at()));
        }
    }

    private void symptom(CheckOutcome outcome, boolean waits) {
        wait(outcome, waits);
    }

    private void wait(CheckOutcome outcome, boolean waits) {
        if (waits) {
            runs.hold(waiting(outcome));
        } else {
            placer.place(List.of(waiting(outcome)));
        }
    }

    private WaitingOutcome waiting(CheckOutcome outcome) {
        return new WaitingOutcome(
                outcome, turn.at(), turn.at().plus(turn.correlation().runWait()), isOld(outcome, turn.at()));
    }

    /** Whether it is too old on arrival for people to be told. */
    static boolean isOld(CheckOutcome outcome, Instant at) {
        return outcome.occurredAt().plus(OLD).isBefore(at);
    }

    private void decided(CheckOutcome outcome, Output.Kind kind, String reason) {
        CheckId id = outcome.id();
        turn.decided(id.toString(), kind, reason, Optional.empty(), Optional.of(outcome.run()));
    }
}
