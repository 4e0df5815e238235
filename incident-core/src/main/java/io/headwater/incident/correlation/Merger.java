package io.headwater.incident.correlation;

import io.headwater.incident.outcome.CheckId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells when two open incidents are one. Remembers what each story costs: made for one decision and dropped after it. */
public final class Merger {
    private static final Comparator<OpenStory> BY_AGE =
            Comparator.comparing(OpenStory::openedAt).thenComparing(OpenStory::incident);

    private final Evidence evidence;
    private final Map<String, Long> costs = new HashMap<>();

    public Merger(Evidence evidence) {
        this.evidence = evidence;
    }

    /**
     * Why {@code a} and {@code b} are one incident: one story costs less than two; empty where it does not, where a
     * person parted them, or where one had been quiet for {@code window} when the other began.
     */
    public Optional<MergeReason> mergeable(OpenStory a, OpenStory b) {
        if (a.incident().equals(b.incident())
                || a.partedFrom().contains(b.incident())
                || b.partedFrom().contains(a.incident())) {
            return Optional.empty();
        }
        OpenStory older = BY_AGE.compare(a, b) <= 0 ? a : b;
        OpenStory younger = older == a ? b : a;
        if (younger.openedAt()
                .isAfter(older.lastFailedAt().plus(evidence.policy().window()))) {
            return Optional.empty();
        }
        List<Failure> both = both(older, younger);
        if (!Stories.anyExplainsAll(both, evidence)) {
            return Optional.empty();
        }
        Story one = cheapest(both);
        long saves = cost(older) + cost(younger) - one.costOfTelling();
        return saves <= 0 || one.explains() < one.of()
                ? Optional.empty()
                : Optional.of(new MergeReason(
                        older.incident(), younger.incident(), RootCause.estimate(both, evidence), saves));
    }

    private long cost(OpenStory story) {
        return costs.computeIfAbsent(story.incident(), unused -> cost(story.failures()));
    }

    /** Of a story; of a single failure that is known for noise, that where it is cheaper. */
    private long cost(List<Failure> failures) {
        long cause = cheapest(failures).costOfTelling();
        return failures.size() == 1 ? evidence.atMostNoise(failures.get(0), cause) : cause;
    }

    private Story cheapest(List<Failure> failures) {
        return Stories.cheapest(failures, 1, evidence).get(0);
    }

    /** All failures, each check once: the older incident's word counts. */
    private static List<Failure> both(OpenStory older, OpenStory younger) {
        List<Failure> both = new ArrayList<>(older.failures());
        Set<CheckId> known = new HashSet<>(Story.checks(both));
        younger.failures().stream()
                .filter(failure -> !known.contains(failure.check()))
                .forEach(both::add);
        both.sort(Failure.ORDER);
        return both;
    }
}
