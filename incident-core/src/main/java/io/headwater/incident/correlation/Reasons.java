package io.headwater.incident.correlation;

import io.headwater.incident.correlation.Evidence.Below;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns priced stories into candidates that can say why. */
final class Reasons {
    private Reasons() {}

    static Estimate of(List<Story> stories, List<Failure> failures, Evidence evidence) {
        Story best = stories.get(0);
        List<Candidate> candidates = new ArrayList<>();
        for (Story story : stories) {
            List<Reason> reasons = new ArrayList<>();
            reasons.add(new Reason.Explains(story.explains(), story.of(), story.furthest()));
            if (story == best) {
                reasons.add(broke(story, failures, evidence));
                if (story.home() == 0) {
                    reasons.add(new Reason.Silent());
                }
                if (failures.size() == 1) {
                    evidence.noise(failures.get(0))
                            .ifPresent(habit -> reasons.add(new Reason.OftenAlone(habit.alone(), habit.episodes())));
                }
            } else {
                reasons.add(new Reason.CostsMore(story.cost() - best.cost()));
                reasons.add(why(story, best, failures, evidence));
            }
            candidates.add(new Candidate(
                    story.place(),
                    evidence.nameOf(story.place()),
                    story.home() == 0,
                    story.cost(),
                    story.explains(),
                    story.of(),
                    reasons));
        }
        return new Estimate(candidates, firstFailure(best, failures, evidence));
    }

    private static Reason broke(Story story, List<Failure> failures, Evidence evidence) {
        Instant first = firstFailure(story, failures, evidence);
        Optional<Instant> passedUntil = Optional.empty();
        for (Failure failure : failures) {
            if (evidence.hops(story.place(), failure) < 0) {
                continue;
            }
            if (failure.lastPassedAt().isEmpty()) {
                return new Reason.BrokeBy(first);
            }
            passedUntil =
                    passedUntil.filter(failure.lastPassedAt().get()::isAfter).or(failure::lastPassedAt);
        }
        return passedUntil
                .filter(first::isAfter)
                .<Reason>map(until -> new Reason.BrokeBetween(until, first))
                .orElse(new Reason.BrokeBy(first));
    }

    private static Instant firstFailure(Story story, List<Failure> failures, Evidence evidence) {
        return failures.stream()
                .filter(failure -> evidence.hops(story.place(), failure) >= 0)
                .map(Failure::failedAt)
                .min(Comparator.naturalOrder())
                .orElse(story.onset());
    }

    /** What makes most of the difference in price. */
    private static Reason why(Story story, Story best, List<Failure> failures, Evidence evidence) {
        long unexplained = story.unexplained() - best.unexplained();
        long flips = story.flips() - best.flips();
        long passed = story.passed() - best.passed();
        long failed = story.failed() + story.unseen() - best.failed() - best.unseen();
        long most = Math.max(Math.max(unexplained, flips), Math.max(passed, failed));
        if (most <= 0) {
            return new Reason.Further();
        }
        if (most == unexplained) {
            return new Reason.LeavesOut(story.of() - story.explains());
        }
        if (most == flips) {
            return passedAfterOnset(story, failures, evidence);
        }
        if (most == passed) {
            return stillPassed(story, best, failures, evidence);
        }
        return missesWhatItReads(story, failures, evidence) ? new Reason.MissesWhatItReads() : new Reason.Further();
    }

    private static boolean missesWhatItReads(Story story, List<Failure> failures, Evidence evidence) {
        return failures.stream()
                .anyMatch(failure -> evidence.hops(story.place(), failure) == 0
                        && evidence.blames(failure) == ErrorText.Blames.WHAT_IS_ABOVE);
    }

    private static Reason passedAfterOnset(Story story, List<Failure> failures, Evidence evidence) {
        return failures.stream()
                .filter(failure -> evidence.hops(story.place(), failure) >= 0)
                .filter(failure -> evidence.flip(story.place(), failure, story.onset()) > 0)
                .findFirst()
                .<Reason>map(failure -> new Reason.PassedAfterOnset(
                        failure.check(), failure.lastPassedAt().orElseThrow(), story.onset()))
                .orElse(new Reason.Further());
    }

    /** The dearest passing check that speaks against this place and not, or less, against the best. */
    private static Reason stillPassed(Story story, Story best, List<Failure> failures, Evidence evidence) {
        Set<CheckId> failing = Story.checks(failures);
        return evidence.passingBelow(story.place()).stream()
                .filter(below -> evidence.clears(story.place(), below, story.onset(), failing))
                .max(Comparator.<Below>comparingLong(
                                below -> evidence.price(below) - againstBest(below, best, failing, evidence))
                        .thenComparing(below -> below.passing().check(), Comparator.reverseOrder()))
                .<Reason>map(below -> new Reason.StillPassed(
                        below.passing().check(),
                        words(below.passing().kind()),
                        below.passing().passedAt(),
                        below.hops(),
                        story.onset()))
                .orElse(new Reason.Further());
    }

    private static long againstBest(Below below, Story best, Set<CheckId> failing, Evidence evidence) {
        return evidence.passingBelow(best.place()).stream()
                .filter(other -> other.passing().check().equals(below.passing().check()))
                .filter(other -> evidence.clears(best.place(), other, best.onset(), failing))
                .mapToLong(evidence::price)
                .max()
                .orElse(0);
    }

    private static String words(CheckKind kind) {
        return switch (kind) {
            case DATA_TEST -> "data test";
            case MONITOR -> "monitor";
            case FRESHNESS -> "freshness check";
            case BUILD -> "build";
            case ARRIVAL -> "arrival check";
            case UNIT_TEST -> "unit test";
            case OTHER -> "check";
        };
    }
}
