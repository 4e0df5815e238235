package io.headwater.incident.silence;

import io.headwater.incident.lineage.LineageGraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The silences of a workspace. Asking what hides an outcome costs nothing where none is in force, else one walk upstream
 * from the outcome's assets for all of them together, and a condition each: nothing is indexed, so that lineage may change
 * at will.
 */
public final class SilenceBook {
    private final TreeMap<String, Silence> byId = new TreeMap<>();

    public SilenceBook(List<Silence> silences) {
        silences.forEach(silence -> byId.put(silence.id(), silence));
    }

    /** What hides an outcome, and until when. */
    public record Match(Silence silence, Period period) {}

    public boolean isEmpty() {
        return byId.isEmpty();
    }

    /** By id. */
    public List<Silence> all() {
        return List.copyOf(byId.values());
    }

    public Optional<Silence> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The silence that hides the outcome at the time of arrival {@code at}; of several the one that lasts longest, then the
     * first by id, so that what several hide is let go once.
     *
     * @param broken told of each condition that cannot be evaluated, and why; such a silence hides nothing
     */
    public Optional<Match> hiding(
            Suspect suspect,
            Instant at,
            LineageGraph graph,
            Conditions conditions,
            BiConsumer<Silence, String> broken) {
        List<Match> inForce = inForce(at);
        if (inForce.isEmpty()) {
            return Optional.empty();
        }
        Map<Silence, Set<String>> roots = new HashMap<>();
        Set<String> all = new TreeSet<>();
        for (Match match : inForce) {
            Set<String> its = roots(match.silence(), graph);
            roots.put(match.silence(), its);
            all.addAll(its);
        }
        Set<String> met = all.isEmpty() ? Set.of() : suspect.below(all, graph);
        return inForce.stream()
                .filter(match -> match.silence().assets().isEmpty()
                        || roots.get(match.silence()).stream().anyMatch(met::contains))
                .filter(match -> holds(match.silence(), suspect, graph, conditions, broken))
                .findFirst();
    }

    private List<Match> inForce(Instant at) {
        List<Match> matches = new ArrayList<>();
        for (Silence silence : byId.values()) {
            silence.schedule().inForce(at).ifPresent(period -> matches.add(new Match(silence, period)));
        }
        // A stable sort: equal ends stay in the order of their ids.
        matches.sort((a, b) -> b.period().until().compareTo(a.period().until()));
        return matches;
    }

    /** As written, which an outcome may call itself, and the URN it stands for. */
    private static Set<String> roots(Silence silence, LineageGraph graph) {
        Set<String> roots = new TreeSet<>(silence.assets());
        silence.assets().forEach(name -> graph.resolve(name).ifPresent(roots::add));
        return roots;
    }

    private static boolean holds(
            Silence silence,
            Suspect suspect,
            LineageGraph graph,
            Conditions conditions,
            BiConsumer<Silence, String> broken) {
        if (silence.when().isEmpty()) {
            return true;
        }
        try {
            return suspect.facts(graph).stream()
                    .anyMatch(facts -> conditions.holds(silence.when().get(), facts));
        } catch (RuntimeException failure) {
            // Better told once too often than hidden by mistake.
            broken.accept(silence, failure.getMessage());
            return false;
        }
    }
}
