package io.headwater.incident.backtest;

import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.policy.Policies;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.silence.Conditions;
import io.headwater.incident.triage.Output;
import io.headwater.incident.triage.PriorityRules;
import io.headwater.incident.triage.Timer;
import io.headwater.incident.triage.Triage;
import io.headwater.incident.triage.TriageState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One workspace's history through an engine of its own, input by input; what it decides goes to a listener and nowhere
 * else. A replay does what is on record: policies as they were applied, timers where they fired. A trial of other
 * policies fires a timer when it is due, as far as time had got: what is due by an input's arrival before it, and what
 * is due by a recorded timer no later than that did. So a trial of the same policies is a replay.
 */
public final class Playback {
    /** Hears what follows from each input, in order. What it throws fails the input, which then leaves nothing behind. */
    @FunctionalInterface
    public interface Listener {
        void said(List<Output> outputs);
    }

    private final PriorityRules priorities;
    private final Conditions silencing;
    private final Listener listener;
    private final Optional<Trial> trial;
    private final ScratchState state;
    private Triage triage;
    private boolean begun;
    private long commandsWithoutIncident;
    private long failed;

    private Playback(
            String workspace,
            Optional<Trial> trial,
            PriorityRules priorities,
            Conditions silencing,
            Listener listener) {
        this.trial = trial;
        this.priorities = priorities;
        this.silencing = silencing;
        this.listener = listener;
        this.state =
                new ScratchState(workspace, trial.map(Trial::inForce).orElse(Policies.SHIPPED), kind -> trial.filter(
                                tried -> tried.covers(kind))
                        .isEmpty());
        this.triage = new Triage(state.engine(), priorities, silencing);
    }

    /** All as it is on record. */
    public static Playback replay(String workspace, PriorityRules priorities, Conditions silencing, Listener listener) {
        return new Playback(workspace, Optional.empty(), priorities, silencing, listener);
    }

    /** The same inputs under other policies. */
    public static Playback of(
            Trial trial, String workspace, PriorityRules priorities, Conditions silencing, Listener listener) {
        return new Playback(workspace, Optional.of(trial), priorities, silencing, listener);
    }

    /**
     * Begins with what a checkpoint holds instead of nothing; before any input.
     *
     * @param rows puts all of it into the state
     */
    public void restore(Consumer<ScratchState> rows) {
        rows.accept(state);
        state.restored();
        triage = new Triage(state.engine(), priorities, silencing);
        triage.restore();
    }

    /** Whether other policies are tried. */
    public boolean isTrial() {
        return trial.isPresent();
    }

    /** What the engine remembers now. */
    public TriageState state() {
        return state.engine();
    }

    /** Commands about an incident that there is not, here. */
    public long commandsWithoutIncident() {
        return commandsWithoutIncident;
    }

    /** Inputs and timers the engine failed on; where it lives they are dead letters. */
    public long failed() {
        return failed;
    }

    public void outcome(CheckOutcome outcome, Instant at) {
        begin(at);
        decide(() -> triage.onOutcome(outcome, at));
    }

    public void asset(String urn, Optional<AssetNode> asset, Instant at) {
        begin(at);
        decide(() -> {
            state.describe(urn, asset);
            return triage.onAsset(urn, asset, at);
        });
    }

    public void view(AssetView view, Instant at) {
        begin(at);
        decide(() -> triage.onView(view, at));
    }

    public void policy(PolicyDocument policy, Instant at) {
        change(policy.kind(), policy.name(), policy.version(), at, inForce -> inForce.with(policy));
    }

    public void policyEnded(String kind, String name, long version, Instant at) {
        change(kind, name, version, at, inForce -> inForce.without(kind, name));
    }

    public void command(IncidentCommand command, Instant at) {
        begin(at);
        boolean declares = command instanceof IncidentCommand.Declare;
        if (!declares
                && state.engine().incidents().get(command.meta().incident()).isEmpty()) {
            commandsWithoutIncident++;
        }
        decide(() -> triage.onCommand(command, at));
    }

    /**
     * A timer of the workspace is on record as fired here.
     *
     * @throws PartedFromLog where a replay has none that is set for then
     */
    public void timerOnRecord(String name, Instant dueAt) {
        if (trial.isPresent()) {
            timePassed(dueAt);
        } else if (state.engine().timers().due(name).equals(Optional.of(dueAt))) {
            fire(new Timer(name, dueAt));
        } else {
            throw new PartedFromLog(name, dueAt);
        }
    }

    /** In a trial, what is due by then fires; in a replay only what is on record as fired does. */
    public void timePassed(Instant upTo) {
        if (trial.isPresent()) {
            Optional<Timer> due = state.engine().next(upTo);
            while (due.isPresent()) {
                fire(due.get());
                due = state.engine().next(upTo);
            }
        }
    }

    private void change(String kind, String name, long version, Instant at, UnaryOperator<Policies> change) {
        begin(at);
        if (trial.isEmpty() || !trial.get().covers(kind)) {
            decide(() -> state.take(kind + "/" + name, version, change) ? triage.onPolicy(at) : List.of());
        }
    }

    /** Policies that are tried come into force with the first input. */
    private void begin(Instant at) {
        if (!begun) {
            begun = true;
            if (trial.isPresent()) {
                decide(() -> triage.onPolicy(at));
            }
        }
    }

    private void fire(Timer timer) {
        boolean done = decide(() -> {
            state.engine().timers().cancel(timer.name());
            return triage.onTimer(timer);
        });
        if (!done) {
            state.engine().timers().cancel(timer.name());
            state.keep();
        }
    }

    private boolean decide(Supplier<List<Output>> input) {
        try {
            listener.said(input.get());
        } catch (Stopped stopped) {
            throw stopped;
        } catch (RuntimeException failure) {
            failed++;
            state.forget();
            triage = new Triage(state.engine(), priorities, silencing);
            triage.restore();
            return false;
        }
        state.keep();
        return true;
    }

    /** Thrown by a listener that cannot go on, through no fault of the input. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Stopped(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
