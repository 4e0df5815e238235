package io.headwater.incident.triage;

import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs of several outcomes: their failures wait until the run is whole, or for run-wait, and are placed together. */
final class Runs {
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final Turn turn;
    private final Placer placer;
    private final Settlement settlement;
    private final Arrivals arrivals;

    Runs(Turn turn, Placer placer, Settlement settlement) {
        this.turn = turn;
        this.arrivals = new Arrivals(turn);
        this.placer = placer;
        this.settlement = settlement;
    }

    /** Counts the outcome and answers whether its run is still waited for. */
    boolean arrived(CheckOutcome outcome, boolean isNew) {
        if (outcome.runSize().isEmpty()) {
            return false;
        }
        RunRow row = turn.state().runs().get(key(outcome)).orElseGet(() -> begun(outcome));
        row = row.heard(outcome.runSize().getAsInt(), isNew);
        if (isNew && outcome.checkKind() == CheckKind.BUILD) {
            row = row.built(outcome.id().toString(), outcome.occurredAt());
        }
        turn.state().runs().put(key(outcome), row);
        return !row.placed();
    }

    private RunRow begun(CheckOutcome outcome) {
        Instant deadline = turn.at().plus(turn.correlation().runWait());
        turn.state().timers().set(new Timer(timer(outcome.id().source(), outcome.run()), deadline));
        return RunRow.begun(outcome.id().source(), outcome.run(), deadline);
    }

    void hold(WaitingOutcome waiting) {
        CheckOutcome outcome = waiting.outcome();
        turn.state()
                .waiting()
                .put(
                        waitingKey(
                                outcome.id().source(),
                                outcome.run(),
                                outcome.id().check()),
                        waiting);
    }

    /** The incident is looked at again once the run is placed: what it clears must not resolve it half-way. */
    void settleAfter(CheckOutcome outcome, String incident) {
        Optional<RunRow> waits = turn.state().runs().get(key(outcome)).filter(row -> !row.placed());
        if (waits.isPresent()) {
            turn.state().runs().put(key(outcome), waits.get().settling(incident));
        } else {
            settlement.settle(incident);
        }
    }

    void placeIfWhole(CheckOutcome outcome) {
        turn.state()
                .runs()
                .get(key(outcome))
                .filter(row -> outcome.runSize().isPresent() && !row.placed() && row.seen() >= row.size())
                .ifPresent(this::place);
    }

    /** Run-wait is over: what came is placed, whole or not. */
    void due(String id) {
        turn.state().runs().get(id).filter(row -> !row.placed()).ifPresent(this::place);
    }

    /** The run is forgotten, unless its job's next is watched for; outcomes that come still are a run of their own. */
    void forget(String id) {
        if (turn.state().timers().due(Keys.timer(Keys.OVERDUE, id)).isEmpty()) {
            turn.state().runs().remove(id);
        }
    }

    /** The next run of the job may be overdue: the failing arrival check, where it is. */
    Optional<CheckOutcome> overdue(String id) {
        Optional<CheckOutcome> failed = turn.state().runs().get(id).flatMap(arrivals::due);
        if (turn.state().timers().due(Keys.timer(Keys.FORGET_RUN, id)).isEmpty()) {
            forget(id);
        }
        return failed;
    }

    private void place(RunRow row) {
        String id = Keys.of(row.source(), row.run());
        turn.state().timers().cancel(timer(row.source(), row.run()));
        turn.state().runs().put(id, row.whenPlaced());
        arrivals.watch(row);
        turn.state()
                .timers()
                .set(new Timer(Keys.timer(Keys.FORGET_RUN, id), turn.at().plus(REMEMBERED)));
        List<WaitingOutcome> batch = new ArrayList<>();
        for (Rows.Row<WaitingOutcome> waiting :
                turn.state().waiting().startingWith(Keys.prefix(Keys.RUN, row.source(), row.run()))) {
            turn.state().waiting().remove(waiting.key());
            batch.add(waiting.value());
        }
        placer.place(batch);
        row.settle().forEach(settlement::settle);
    }

    static String waitingKey(String source, String run, String check) {
        return Keys.of(Keys.RUN, source, run, check);
    }

    private static String key(CheckOutcome outcome) {
        return Keys.of(outcome.id().source(), outcome.run());
    }

    private static String timer(String source, String run) {
        return Keys.timer(Keys.RUN, Keys.of(source, run));
    }
}
