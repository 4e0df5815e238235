package io.headwater.incident.triage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A run of which outcomes have come.
 *
 * @param size how many were published for it
 * @param seen how many different ones came
 * @param placed whether it was placed, whole or not: what comes after is placed at once
 * @param deadline arrival time at which it is placed, whole or not
 * @param settle incidents to look at again once it is placed
 * @param builds ids of the checks that say how what it built went
 * @param builtAt source time of the latest of those
 */
public record RunRow(
        String source,
        String run,
        int size,
        int seen,
        boolean placed,
        Instant deadline,
        List<String> settle,
        List<String> builds,
        Optional<Instant> builtAt) {
    public RunRow {
        settle = List.copyOf(settle);
        builds = List.copyOf(builds);
    }

    /** A run of which nothing came yet. */
    static RunRow begun(String source, String run, Instant deadline) {
        return new RunRow(source, run, 0, 0, false, deadline, List.of(), List.of(), Optional.empty());
    }

    /** One more of its outcomes came; {@code isNew}: not of a check that spoke in it before. */
    RunRow heard(int published, boolean isNew) {
        return new RunRow(source, run, published, seen + (isNew ? 1 : 0), placed, deadline, settle, builds, builtAt);
    }

    /** It built that, then. */
    RunRow built(String check, Instant at) {
        List<String> all = new ArrayList<>(builds);
        all.add(check);
        return new RunRow(
                source,
                run,
                size,
                seen,
                placed,
                deadline,
                settle,
                all,
                builtAt.filter(at::isBefore).or(() -> Optional.of(at)));
    }

    RunRow settling(String incident) {
        TreeSet<String> all = new TreeSet<>(settle);
        all.add(incident);
        return new RunRow(source, run, size, seen, placed, deadline, List.copyOf(all), builds, builtAt);
    }

    RunRow whenPlaced() {
        return new RunRow(source, run, size, seen, true, deadline, List.of(), builds, builtAt);
    }
}
