package io.headwater.incident.triage;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Rhythm;
import io.headwater.incident.outcome.Severity;
import io.headwater.incident.outcome.SubjectRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Jobs that do not come. No source says that a run did not start; what is regularly built and is overdue is a failed
 * {@code arrival} check on what the job builds first, one for all that came in one run, and passes when any of it is built
 * again.
 */
final class Arrivals {
    /** A check of a job names no more assets than that. */
    private static final int MOST_ASSETS = 50;

    private final Turn turn;

    Arrivals(Turn turn) {
        this.turn = turn;
    }

    /** Watches for the next run of what the run has built. */
    void watch(RunRow run) {
        run.builds().stream()
                .flatMap(check -> overdueFrom(check).stream())
                .min(Comparator.naturalOrder())
                .ifPresent(from -> turn.state().timers().set(timer(run, from)));
    }

    /** What the run has built may be overdue: the failing arrival check, where it is. */
    Optional<CheckOutcome> due(RunRow run) {
        List<CheckRow> overdue = new ArrayList<>();
        Instant next = Instant.MAX;
        for (String check : run.builds()) {
            Optional<Instant> from = overdueFrom(check);
            if (from.isEmpty() || heardSince(check, run)) {
                continue;
            }
            if (!from.get().isAfter(turn.at())) {
                turn.state().checks().get(check).filter(this::isBuilt).ifPresent(overdue::add);
            } else if (from.get().isBefore(next)) {
                next = from.get();
            }
        }
        if (next.isBefore(Instant.MAX)) {
            turn.state().timers().set(timer(run, next));
        }
        return overdue.isEmpty() ? Optional.empty() : Optional.of(failed(run, overdue));
    }

    /**
     * The word of the arrival check that held the build to be overdue: it came. One that had run before the alarm and is
     * heard of only after it came when it is heard of.
     */
    Optional<CheckOutcome> came(CheckRow before, CheckOutcome build) {
        return before.rhythm()
                .overdue()
                .map(arrival -> outcome(
                        arrival,
                        before.name(),
                        List.of(),
                        build.run(),
                        OutcomeStatus.PASSED,
                        after(arrival, build.occurredAt()),
                        build.receivedAt(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private Instant after(CheckId arrival, Instant builtAt) {
        boolean before = turn.check(arrival)
                .flatMap(CheckRow::latestAt)
                .filter(alarm -> !alarm.isBefore(builtAt))
                .isPresent();
        return before ? turn.at() : builtAt;
    }

    private Optional<Instant> overdueFrom(String check) {
        return turn.state()
                .checks()
                .get(check)
                .filter(row -> row.rhythm().overdue().isEmpty())
                .flatMap(row -> row.latestAt().flatMap(last -> row.rhythm().overdueFrom(last, row.evaluations())));
    }

    private boolean heardSince(String check, RunRow run) {
        return turn.state()
                .checks()
                .get(check)
                .flatMap(CheckRow::latestAt)
                .filter(latest -> run.builtAt().filter(latest::isAfter).isPresent())
                .isPresent();
    }

    /** Whether lineage still knows what it builds. */
    private boolean isBuilt(CheckRow row) {
        return row.assets().stream()
                .anyMatch(urn -> turn.state().graph().asset(urn).isPresent());
    }

    private CheckOutcome failed(RunRow run, List<CheckRow> overdue) {
        CheckRow first = overdue.get(0);
        CheckId arrival = new CheckId(run.source(), "arrival:" + first.id().check());
        overdue.forEach(row -> turn.put(row.withRhythm(row.rhythm().overdueBy(arrival))));
        Instant last = first.latestAt().orElseThrow();
        Duration usual = Rhythm.usual(first.evaluations()).orElseThrow();
        return outcome(
                arrival,
                first.name(),
                builtFirst(overdue).stream()
                        .map(urn -> new SubjectRef(Optional.of(urn), List.of(), List.of(), List.of()))
                        .toList(),
                "after " + run.run(),
                OutcomeStatus.FAILED,
                turn.at(),
                turn.at(),
                Optional.of(last.plus(usual)),
                Optional.of("no run since %s; usually one comes every %s"
                        .formatted(last.truncatedTo(ChronoUnit.SECONDS), words(usual))));
    }

    /** What lies below something else of the job waits for that. */
    private List<String> builtFirst(List<CheckRow> overdue) {
        Set<String> built = new TreeSet<>();
        overdue.forEach(row -> built.addAll(row.assets()));
        Set<String> all = new HashSet<>(built);
        built.removeIf(urn -> turn.state().graph().upstreams(urn).stream()
                .anyMatch(upstream -> all.contains(upstream) && !upstream.equals(urn)));
        // Of a cycle none is first.
        return (built.isEmpty() ? all.stream().sorted() : built.stream())
                .limit(MOST_ASSETS)
                .toList();
    }

    private static CheckOutcome outcome(
            CheckId arrival,
            String build,
            List<SubjectRef> subjects,
            String run,
            OutcomeStatus status,
            Instant occurredAt,
            Instant receivedAt,
            Optional<Instant> since,
            Optional<String> message) {
        return new CheckOutcome(
                arrival,
                "run of the job of " + build,
                CheckKind.ARRIVAL,
                subjects,
                run,
                OptionalInt.empty(),
                status,
                Severity.UNKNOWN,
                occurredAt,
                receivedAt,
                since,
                message,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                arrival.check() + " " + run,
                new TreeMap<>());
    }

    private static String words(Duration time) {
        if (time.compareTo(Duration.ofDays(2)) >= 0) {
            return time.toDays() + " days";
        }
        return time.compareTo(Duration.ofHours(2)) >= 0 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }

    private static Timer timer(RunRow run, Instant due) {
        return new Timer(Keys.timer(Keys.OVERDUE, Keys.of(run.source(), run.run())), due);
    }
}
