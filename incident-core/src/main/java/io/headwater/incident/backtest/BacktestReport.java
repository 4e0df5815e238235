package io.headwater.incident.backtest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would have happened under other policies, beside what did.
 *
 * @param window what is compared
 * @param asOf up to when the back-test ran on after the last input
 * @param tried kinds of the policies that were in force from the beginning
 * @param idle kinds that were given and decide nothing here
 * @param commandsWithoutIncident commands that found no incident to act on
 * @param failedInputs inputs and timers the engine failed on
 */
public record BacktestReport(
        String workspace,
        Window window,
        Instant asOf,
        List<String> tried,
        List<String> idle,
        History history,
        Side then,
        Side now,
        Grouping grouping,
        Differences differences,
        long commandsWithoutIncident,
        long failedInputs) {

    /**
     * One side.
     *
     * @param incidents that were not merged into others
     * @param merged that were
     * @param announced of all of them, those that people were told of
     * @param byPriority incidents by their last priority
     * @param alerts of these incidents: distinct runs of checks that were bad
     * @param alertsPerIncident mean, to a tenth; 0 where there is no incident
     */
    public record Side(
            int incidents,
            int merged,
            int announced,
            Map<String, Integer> byPriority,
            int alerts,
            double alertsPerIncident) {}

    /**
     * How the grouping agrees, over the first failures that are in an incident on both sides.
     *
     * @param failures how many
     * @param kept pairs that share an incident on both sides
     * @param parted pairs that did and do no longer
     * @param joined pairs that do now and did not
     * @param onlyThen failures that are in no incident now, or by another run
     * @param onlyNow failures that were in none, or by another run
     */
    public record Grouping(int failures, long kept, long parted, long joined, int onlyThen, int onlyNow) {}

    /**
     * Incidents that differ.
     *
     * @param count all of them
     * @param byKind how many differ in what: an incident may differ in several things
     * @param items by time of opening, at most {@link Comparison#LISTED}
     */
    public record Differences(int count, Map<String, Integer> byKind, List<Difference> items) {}

    /** One incident and how it differs. */
    public record Difference(String incident, String title, Instant openedAt, List<Change> changes) {}

    /**
     * One thing that differs.
     *
     * @param what {@code gone}, {@code new}, {@code merged}, {@code priority}, {@code rootCause} or {@code announced}
     * @param because why it is so now, in words; empty where nothing more is known
     */
    public record Change(String what, Optional<String> then, Optional<String> now, String because) {}

    /** Whether nothing differs. */
    public boolean unchanged() {
        return differences.count() == 0 && grouping.parted() == 0 && grouping.joined() == 0;
    }
}
