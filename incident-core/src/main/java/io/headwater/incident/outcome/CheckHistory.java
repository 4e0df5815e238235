package io.headwater.incident.outcome;

import io.headwater.incident.outcome.CheckRow.Delivery;
import io.headwater.incident.outcome.CheckRow.Evaluation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How what a check says becomes its history (design, section 6: normalise, late). */
public final class CheckHistory {
    /** A delivery is known again for so long. */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    private static final int MAX_SKIPS = 10;
    private static final Duration FLAPPING_WITHIN = Duration.ofHours(24);
    private static final Set<String> RESOLUTIONS = Set.of("fixed", "expected", "no_action_needed", "false_positive");

    private CheckHistory() {}

    /** Whether it clears the check: a pass, or the source's own resolution. */
    public static boolean clears(CheckOutcome outcome) {
        return outcome.status() == OutcomeStatus.PASSED
                || outcome.resolution().filter(RESOLUTIONS::contains).isPresent();
    }

    /** Whether it is older, by source time, than the latest of its check; an update of that one is not. */
    public static boolean isLate(CheckRow row, CheckOutcome outcome) {
        boolean older =
                row.latestAt().filter(at -> outcome.occurredAt().isBefore(at)).isPresent();
        return older
                && row.latest()
                        .filter(latest -> latest.run().equals(outcome.run()))
                        .isEmpty();
    }

    /** Whether the check passed since: what waited to be placed is over. */
    public static boolean isOver(CheckRow row, CheckOutcome waiting) {
        boolean passes = row.episode().isEmpty() && waiting.status().isAlert();
        return passes
                || row.lastPassedAt()
                        .filter(passed -> passed.isAfter(waiting.occurredAt()))
                        .isPresent();
    }

    /** The row after its latest outcome. */
    public static CheckRow heard(CheckRow row, CheckOutcome outcome) {
        Instant latestAt = max(row.latestAt(), outcome.occurredAt());
        boolean spoke = outcome.status() != OutcomeStatus.SKIPPED && outcome.status() != OutcomeStatus.UNKNOWN;
        boolean good = clears(outcome);
        Rhythm rhythm = outcome.checkKind() == CheckKind.BUILD
                ? row.rhythm().heard(row.latestAt(), outcome.occurredAt())
                : row.rhythm();
        if (!spoke && !good) {
            return new CheckRow(
                    row.id(),
                    outcome.checkKind(),
                    outcome.name(),
                    row.assets(),
                    row.latest(),
                    Optional.of(latestAt),
                    row.lastPassedAt(),
                    row.episode(),
                    row.incident(),
                    row.deliveries(),
                    row.evaluations(),
                    skipped(row, outcome),
                    row.habit(),
                    rhythm);
        }
        Evaluations evaluations = evaluated(row, outcome);
        return new CheckRow(
                row.id(),
                outcome.checkKind(),
                outcome.name(),
                row.assets(),
                Optional.of(outcome),
                Optional.of(latestAt),
                good
                        ? Optional.of(max(row.lastPassedAt(), outcome.occurredAt()))
                        : lastPassed(row, outcome, evaluations),
                good ? Optional.empty() : row.episode().or(() -> Optional.of(outcome)),
                row.incident(),
                row.deliveries(),
                evaluations.with(new Evaluation(outcome.occurredAt(), good)),
                row.skips(),
                row.habit(),
                rhythm);
    }

    /** Those before this outcome: a run has one, so that what its source said of the same run first is taken back. */
    private static Evaluations evaluated(CheckRow row, CheckOutcome outcome) {
        return taken(row, outcome)
                .map(back -> row.evaluations().without(back.occurredAt()))
                .orElse(row.evaluations());
    }

    private static Optional<CheckOutcome> taken(CheckRow row, CheckOutcome outcome) {
        return row.latest().filter(latest -> latest.run().equals(outcome.run()));
    }

    /** Of a check that fails now: a pass that was taken back is none. */
    private static Optional<Instant> lastPassed(CheckRow row, CheckOutcome outcome, Evaluations evaluations) {
        boolean takenBack = taken(row, outcome)
                .filter(back -> clears(back) && row.lastPassedAt().equals(Optional.of(back.occurredAt())))
                .isPresent();
        return takenBack ? evaluations.lastGood() : row.lastPassedAt();
    }

    /** The row after an outcome that came late: it may date the last pass before the failure, and nothing else. */
    public static CheckRow amended(CheckRow row, CheckOutcome outcome) {
        boolean spoke = clears(outcome) || outcome.status().isAlert();
        boolean dates = clears(outcome)
                && row.lastPassedAt()
                        .filter(at -> !at.isBefore(outcome.occurredAt()))
                        .isEmpty()
                && row.episode()
                        .filter(first -> first.occurredAt().isBefore(outcome.occurredAt()))
                        .isEmpty();
        return new CheckRow(
                row.id(),
                row.kind(),
                row.name(),
                row.assets(),
                row.latest(),
                row.latestAt(),
                dates ? Optional.of(outcome.occurredAt()) : row.lastPassedAt(),
                row.episode(),
                row.incident(),
                row.deliveries(),
                spoke
                        ? row.evaluations().with(new Evaluation(outcome.occurredAt(), clears(outcome)))
                        : row.evaluations(),
                row.skips(),
                row.habit(),
                row.rhythm());
    }

    /** The row with what was delivered at that time, {@code last} having been delivered for the run before; old ones are forgotten. */
    public static CheckRow delivered(
            CheckRow row, CheckOutcome outcome, long run, Optional<Delivery> last, long said, Instant at) {
        boolean alerted =
                outcome.status().isAlert() || last.filter(Delivery::alerted).isPresent();
        Delivery latest = new Delivery(run, said, alerted, at.truncatedTo(ChronoUnit.SECONDS));
        return with(row, row.episode(), row.deliveries().with(latest, at.minus(REMEMBERED)));
    }

    /** A new episode begins: the incident that held the check is over, whether it passed or not. */
    public static CheckRow newEpisode(CheckRow row, CheckOutcome first) {
        return with(row, Optional.of(first), row.deliveries());
    }

    /** Nobody runs it any more: what it said last, it says no more. */
    public static CheckRow removed(CheckRow row) {
        return with(row, Optional.empty(), row.deliveries());
    }

    /** Changes between good and bad among its last ten evaluations within 24 h of {@code now}. */
    public static int transitions(CheckRow row, Instant now) {
        Instant from = now.minus(FLAPPING_WITHIN);
        int transitions = 0;
        for (int i = 1; i < row.evaluations().size(); i++) {
            boolean recent = !row.evaluations().get(i).at().isBefore(from);
            boolean changed = row.evaluations().get(i).good()
                    != row.evaluations().get(i - 1).good();
            transitions += recent && changed ? 1 : 0;
        }
        return transitions;
    }

    private static CheckRow with(CheckRow row, Optional<CheckOutcome> episode, Deliveries deliveries) {
        return new CheckRow(
                row.id(),
                row.kind(),
                row.name(),
                row.assets(),
                row.latest(),
                row.latestAt(),
                row.lastPassedAt(),
                episode,
                row.incident(),
                deliveries,
                row.evaluations(),
                row.skips(),
                row.habit(),
                row.rhythm());
    }

    private static List<Instant> skipped(CheckRow row, CheckOutcome outcome) {
        if (outcome.checkKind() != CheckKind.BUILD || outcome.status() != OutcomeStatus.SKIPPED) {
            return row.skips();
        }
        List<Instant> all = new ArrayList<>(row.skips());
        all.remove(outcome.occurredAt());
        all.add(outcome.occurredAt());
        return all.subList(Math.max(0, all.size() - MAX_SKIPS), all.size());
    }

    private static Instant max(Optional<Instant> a, Instant b) {
        return a.filter(b::isBefore).orElse(b);
    }
}
