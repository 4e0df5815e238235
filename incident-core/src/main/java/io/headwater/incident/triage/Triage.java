package io.headwater.incident.triage;

import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.policy.Policies;
import io.headwater.incident.silence.Conditions;
import io.headwater.incident.silence.SilenceBook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The engine of one workspace: one input at a time, in the order of arrival, and what follows from it. It reads no clock:
 * {@code at} is the record's time of arrival, and a timer's due time. The same inputs in the same order give equal outputs.
 */
public final class Triage {
    private final TriageState state;
    private final PriorityRules priorities;
    private final Conditions silencing;
    private final LastLooks looks = new LastLooks();
    private final BeyondStatus beyondStatus;
    private final EndedIncidents ended = new EndedIncidents();
    private Policies read = Policies.SHIPPED;
    private SilenceBook silences = read.silences();

    /** @param silencing evaluates the conditions of silences */
    public Triage(TriageState state, PriorityRules priorities, Conditions silencing) {
        this.state = state;
        this.priorities = priorities;
        this.silencing = silencing;
        this.beyondStatus = new BeyondStatus(state);
    }

    /** Rebuilds what lives in memory from the rows; once after a restart, after the graph has its assets. */
    public void restore() {
        state.placeholders().startingWith("").forEach(row -> {
            if (state.graph().asset(row.key()).isEmpty()) {
                state.graph()
                        .put(AssetNode.bare(
                                row.key(), AssetType.OTHER, row.value().upstreams()));
            }
        });
        String prefix = Keys.prefix(Keys.OPEN);
        state.index().startingWith(prefix).forEach(row -> state.incidents()
                .get(Keys.rest(row.key(), prefix))
                .ifPresent(incident -> Turn.place(state, incident)));
    }

    /** One evaluation of a check. */
    public List<Output> onOutcome(CheckOutcome outcome, Instant at) {
        return run(at, outcome.id() + "/" + outcome.run(), parts -> parts.intake.accept(outcome));
    }

    /** An asset as lineage describes it now; empty: it ended. The graph is updated here. */
    public List<Output> onAsset(String urn, Optional<AssetNode> node, Instant at) {
        return run(at, urn, parts -> parts.lineage.change(urn, node));
    }

    /** Somebody looked at an asset. */
    public List<Output> onView(AssetView view, Instant at) {
        return run(at, "view of " + view.asset(), parts -> parts.lineage.viewed(view));
    }

    /** What somebody asks; the decision is among the outputs. */
    public List<Output> onCommand(IncidentCommand command, Instant at) {
        return run(at, command.meta().commandId(), parts -> parts.desk.decide(command));
    }

    /**
     * The policies in force changed: {@link TriageState#policies()} answers with the new ones already. They hold from the
     * next event on; what is silenced no more is placed at once.
     *
     * @throws IllegalArgumentException where one of them says nothing that can be done, in words
     */
    public List<Output> onPolicy(Instant at) {
        return run(at, "policy", parts -> parts.silenceEnds.policiesChanged());
    }

    /** A timer that was due; the adapter has removed it. */
    public List<Output> onTimer(Timer timer) {
        return run(timer.dueAt(), "timer " + timer.name().replace('\0', '/'), parts -> parts.due(timer));
    }

    private List<Output> run(Instant at, String cause, Consumer<Parts> input) {
        Parts parts =
                new Parts(new Turn(state, ended, at, cause), priorities, silences(), silencing, looks, beyondStatus);
        input.accept(parts);
        return parts.turn.done();
    }

    /** Read from the policies once for each change of theirs. */
    private SilenceBook silences() {
        Policies inForce = state.policies();
        if (inForce != read) {
            silences = inForce.silences();
            read = inForce;
        }
        return silences;
    }

    /** What works together on one input. */
    private static final class Parts {
        final Turn turn;
        final Intake intake;
        final LineageChanges lineage;
        final CommandDesk desk;
        final SilenceEnds silenceEnds;
        private final Runs runs;
        private final LoneRuns loneRuns;
        private final Placer placer;
        private final Settlement settlement;

        Parts(
                Turn turn,
                PriorityRules priorities,
                SilenceBook book,
                Conditions silencing,
                LastLooks looks,
                BeyondStatus beyondStatus) {
            this.turn = turn;
            Names names = new Names(turn);
            Silences silences = new Silences(turn, book, silencing);
            Statuses statuses = new Statuses(turn);
            ViewBook views = new ViewBook(turn.state(), looks);
            Causes causes = new Causes(turn);
            Merging merging = new Merging(turn, causes, statuses, looks, beyondStatus);
            Reopener reopener = new Reopener(turn);
            settlement = new Settlement(
                    turn,
                    silences,
                    causes,
                    merging,
                    new Assessment(turn, statuses, priorities, views, looks),
                    beyondStatus);
            placer = new Placer(turn, names, silences, causes, reopener, settlement);
            runs = new Runs(turn, placer, settlement);
            loneRuns = new LoneRuns(turn);
            intake = new Intake(turn, names, silences, runs, loneRuns, placer, settlement);
            lineage = new LineageChanges(turn, names, silences, placer, settlement, views, beyondStatus);
            desk = new CommandDesk(turn, causes, merging, reopener, settlement);
            silenceEnds = new SilenceEnds(turn, book, silences, names, placer, settlement);
        }

        void due(Timer timer) {
            int slash = timer.name().indexOf('/');
            String id = timer.name().substring(slash + 1);
            switch (timer.name().substring(0, slash)) {
                case Keys.RUN -> runs.due(id);
                case Keys.FORGET_RUN -> runs.forget(id);
                case Keys.FORGET_HEARD -> loneRuns.forgetOld();
                case Keys.FORGET_COMMAND -> desk.forgetOld();
                case Keys.OVERDUE -> runs.overdue(id).ifPresent(intake::accept);
                case Keys.UNNAMED -> lineage.unnamedStill(CheckId.parse(id));
                case Keys.PARKED -> placer.waitedLongEnough(id);
                case Keys.ANNOUNCE -> settlement.announce(id);
                case Keys.RESOLVE -> settlement.resolveIfClear(id);
                case Keys.WINDOW -> settlement.windowDue(id);
                case Keys.REVIEW -> settlement.reviewAgain(id);
                case Keys.QUIET -> settlement.quietDue(id);
                case Keys.STALE -> settlement.staleDue(id);
                case Keys.FLAPPING -> settlement.flappingDue(id);
                case Keys.FORGET_BEYOND_STATUS -> settlement.forgetBeyondStatus(id);
                case Keys.REOPENABLE -> settlement.reopenableDue(id);
                case Keys.SNOOZE -> snoozeOver(id);
                case Keys.SILENCE -> silenceEnds.due(id);
                default -> throw new IllegalStateException("no rule for timer " + timer.name());
            }
        }

        private void snoozeOver(String id) {
            if (turn.incident(id).snoozedUntil().isPresent()
                    && turn.incident(id).mergedInto().isEmpty()) {
                turn.record(id, IncidentEvent.SnoozeEnded::new);
            }
        }
    }
}
