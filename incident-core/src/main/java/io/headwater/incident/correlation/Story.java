package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One place tried as the cause of some failures: {@code X broke at t}, with its price in parts.
 *
 * @param onset the latest it can have broken: the data of the earliest failure it explains is from then
 * @param explains how many of {@code of} failures lie on or below the place
 * @param home how many of them lie on it
 * @param nearest hops to the nearest one explained
 * @param furthest hops to the furthest one explained
 * @param hops all hops added up
 * @param failed price of the failures explained, without flips
 * @param flips price of those that still passed after the onset
 * @param unexplained price of the rest
 * @param passed price of what still passes below
 */
record Story(
        String place,
        Instant onset,
        int explains,
        int of,
        int home,
        int nearest,
        int furthest,
        int hops,
        long cause,
        long failed,
        long flips,
        long unexplained,
        long passed) {
    /** Chosen on storms: at 2 to 4 nats one cause without noise stays one incident, and overlapping ones stay apart. */
    private static final long PASSED_AT_MOST = 3_000_000;

    /**
     * For each hop that trouble went unseen: of silent places that explain the same, the nearest is where to look first, and
     * those above it stand behind it.
     */
    private static final long UNSEEN = 250_000;

    /** The cheapest first; ties by nearness, then URN. */
    static final Comparator<Story> ORDER =
            Comparator.comparingLong(Story::cost).thenComparingInt(Story::hops).thenComparing(Story::place);

    long cost() {
        return cause + failed + flips + unexplained + passed + unseen();
    }

    /** The price of how far trouble went before anything showed it. */
    long unseen() {
        return nearest * UNSEEN;
    }

    /**
     * What it costs where the question is not which place broke but whether that is one story with others. What passes
     * below a hub are many looks at few things: however many, they do not split what one cause explains. Nor does a cause
     * that shows on nothing near it.
     */
    long costOfTelling() {
        return cause + failed + flips + unexplained + tempered(passed);
    }

    /** The price of what passes, at most that of two causes. */
    static long tempered(long passed) {
        return Math.min(passed, PASSED_AT_MOST);
    }

    /** The story of {@code place} and all {@code failures}, what still passes left out. */
    static Story base(String place, List<Failure> failures, Evidence evidence) {
        return base(place, failures, Instant.MAX, evidence);
    }

    /** The same where it is to explain another failure too, at {@code notAfter}. */
    static Story base(String place, List<Failure> failures, Instant notAfter, Evidence evidence) {
        Crowd crowd = Crowd.of(failures);
        Instant onset = notAfter;
        int explains = 0;
        int home = 0;
        int nearest = Integer.MAX_VALUE;
        int furthest = 0;
        int sum = 0;
        long failed = 0;
        for (Failure failure : failures) {
            int hops = evidence.hops(place, failure);
            if (hops >= 0) {
                explains++;
                home += hops == 0 ? 1 : 0;
                nearest = Math.min(nearest, hops);
                furthest = Math.max(furthest, hops);
                sum += hops;
                failed += evidence.failed(failure, hops, crowd);
                Instant by = evidence.brokenBy(place, failure);
                onset = by.isBefore(onset) ? by : onset;
            }
        }
        if (explains == 0) {
            throw new IllegalArgumentException(place + " explains none of " + failures);
        }
        long flips = 0;
        for (Failure failure : failures) {
            flips += evidence.hops(place, failure) >= 0 ? evidence.flip(place, failure, onset) : 0;
        }
        long unexplained = (failures.size() - explains) * evidence.prices().unexplained();
        long cause = evidence.prices().cause();
        return new Story(
                place,
                onset,
                explains,
                failures.size(),
                home,
                nearest,
                furthest,
                sum,
                cause,
                failed,
                flips,
                unexplained,
                0);
    }

    /** The whole story: what still passes weighed too. */
    Story weighed(Set<CheckId> failing, Evidence evidence) {
        long passing = evidence.passed(place, onset, failing);
        return new Story(
                place, onset, explains, of, home, nearest, furthest, hops, cause, failed, flips, unexplained, passing);
    }

    static Set<CheckId> checks(List<Failure> failures) {
        Set<CheckId> checks = new HashSet<>();
        failures.forEach(failure -> checks.add(failure.check()));
        return checks;
    }
}
