package io.headwater.incident.outcome;

import io.headwater.incident.outcome.CheckRow.Evaluation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How regularly a check is heard, and when its silence is too long. Overdue is what is late by twice its usual interval, and
 * by more than any pause of this week and the last, so that nights and weekends without a run are nobody's alarm.
 *
 * @param week in which it was heard last: weeks of seven days since 1970-01-01 UTC
 * @param longest pause before one of its outcomes of that week, s; one after which it was overdue counts once another as
 *     long has come: once is an outage, twice is a habit
 * @param longestBefore the same of the week before
 * @param outage the last pause after which it was overdue, s; 0 where there was none
 * @param overdue the arrival check that says it is overdue; empty while it is not
 */
public record Rhythm(long week, long longest, long longestBefore, long outage, Optional<CheckId> overdue) {
    /** Of a check of which nothing was heard yet. */
    public static final Rhythm NONE = new Rhythm(0, 0, 0, 0, Optional.empty());

    private static final long WEEK_SECONDS = Duration.ofDays(7).toSeconds();
    /** What comes more often than that is a person at a keyboard. */
    private static final Duration SHORTEST = Duration.ofMinutes(5);

    private static final int FEWEST_INTERVALS = 5;
    /** An interval is as usual within a quarter of the median; two in three have to be. */
    private static final int SPREAD = 4;

    /** The rhythm after an outcome, the one before it having been evaluated {@code before}. */
    public Rhythm heard(Optional<Instant> before, Instant at) {
        long paused = before.map(last -> Math.max(0, Duration.between(last, at).toSeconds()))
                .orElse(0L);
        boolean counts = overdue.isEmpty() || isAlike(paused, outage);
        long pause = counts ? paused : 0;
        long known = overdue.isPresent() ? paused : outage;
        long now = at.getEpochSecond() / WEEK_SECONDS;
        if (now == week) {
            return new Rhythm(week, Math.max(longest, pause), longestBefore, known, Optional.empty());
        }
        return new Rhythm(now, pause, now == week + 1 ? longest : 0, known, Optional.empty());
    }

    /** Within a quarter of the other. */
    private static boolean isAlike(long seconds, long other) {
        return Math.abs(seconds - other) * SPREAD <= other;
    }

    /** It is overdue, and that check says so. */
    public Rhythm overdueBy(CheckId arrival) {
        return new Rhythm(week, longest, longestBefore, outage, Optional.of(arrival));
    }

    /** The median time between its evaluations; empty where they are few, or come at no regular time. */
    public static Optional<Duration> usual(List<Evaluation> evaluations) {
        long[] seconds = IntStream.range(1, evaluations.size())
                .mapToLong(i -> Duration.between(
                                evaluations.get(i - 1).at(), evaluations.get(i).at())
                        .toSeconds())
                .sorted()
                .toArray();
        if (seconds.length < FEWEST_INTERVALS) {
            return Optional.empty();
        }
        long median = seconds[seconds.length / 2];
        long usual = IntStream.range(0, seconds.length)
                .filter(i -> isAlike(seconds[i], median))
                .count();
        return median >= SHORTEST.toSeconds() && usual * 3 >= seconds.length * 2L
                ? Optional.of(Duration.ofSeconds(median))
                : Optional.empty();
    }

    /** From when on it is overdue, its latest outcome having been evaluated {@code last}; empty where nobody can say. */
    public Optional<Instant> overdueFrom(Instant last, List<Evaluation> evaluations) {
        return usual(evaluations).map(usual -> {
            // A quarter more than the longest pause: the next such pause is not as long to the second.
            long pause = Math.max(longest, longestBefore) * 5 / 4;
            return last.plusSeconds(Math.max(3 * usual.toSeconds(), pause));
        });
    }
}
