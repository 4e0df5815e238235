package io.headwater.incident.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of one check.
 *
 * @param assets URNs it watches, as resolved last; sorted
 * @param latest its latest outcome by source time, SKIPPED left out
 * @param latestAt source time of its latest outcome, SKIPPED included; an older one is late
 * @param lastPassedAt source time of its last pass
 * @param episode first bad outcome since it last passed; empty while it passes
 * @param incident the incident that holds it, or held it last
 * @param deliveries what was delivered for each of its recent runs
 * @param evaluations its last ten, oldest first
 * @param skips when it was skipped, the last ten times, oldest first; kept of builds
 * @param habit what its past says of it
 * @param rhythm how regularly it is heard; kept of builds
 */
public record CheckRow(
        CheckId id,
        CheckKind kind,
        String name,
        List<String> assets,
        Optional<CheckOutcome> latest,
        Optional<Instant> latestAt,
        Optional<Instant> lastPassedAt,
        Optional<CheckOutcome> episode,
        Optional<String> incident,
        Deliveries deliveries,
        Evaluations evaluations,
        List<Instant> skips,
        Habit habit,
        Rhythm rhythm) {
    /**
     * The last delivery kept for a run: what it said and when it came. A check has one for each run of 30 days,
     * but for no more than {@link Deliveries#MOST} runs.
     *
     * @param run a number for the run's id: {@link Deliveries#numbered}
     * @param said a number for all that it said: {@link CheckOutcome#digest}
     * @param alerted whether it, or an earlier one of the run, was an alert
     * @param receivedAt to the second
     */
    public record Delivery(long run, long said, boolean alerted, Instant receivedAt) {}

    /** One evaluation: good or bad, at source time. */
    public record Evaluation(Instant at, boolean good) {}

    public CheckRow {
        assets = List.copyOf(assets);
        skips = List.copyOf(skips);
        // A row that an earlier release kept has neither.
        habit = habit == null ? Habit.NONE : habit;
        rhythm = rhythm == null ? Rhythm.NONE : rhythm;
    }

    /** A check of which nothing was heard yet. */
    public static CheckRow of(CheckOutcome outcome) {
        return new CheckRow(
                outcome.id(),
                outcome.checkKind(),
                outcome.name(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Deliveries.NONE,
                Evaluations.NONE,
                List.of(),
                Habit.NONE,
                Rhythm.NONE);
    }

    /** Whether its latest evaluation passed. */
    public boolean passes() {
        return latest.filter(outcome -> outcome.status() == OutcomeStatus.PASSED)
                .isPresent();
    }

    public CheckRow withAssets(List<String> urns) {
        return urns.equals(assets)
                ? this
                : with(urns.stream().distinct().sorted().toList(), incident, habit, rhythm);
    }

    public CheckRow heldBy(String incidentId) {
        return with(assets, Optional.of(incidentId), habit, rhythm);
    }

    public CheckRow withHabit(Habit learnt) {
        return with(assets, incident, learnt, rhythm);
    }

    public CheckRow withRhythm(Rhythm heard) {
        return with(assets, incident, habit, heard);
    }

    private CheckRow with(List<String> urns, Optional<String> holder, Habit learnt, Rhythm heard) {
        return new CheckRow(
                id,
                kind,
                name,
                urns,
                latest,
                latestAt,
                lastPassedAt,
                episode,
                holder,
                deliveries,
                evaluations,
                skips,
                learnt,
                heard);
    }
}
