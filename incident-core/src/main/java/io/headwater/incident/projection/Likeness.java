package io.headwater.incident.projection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much past incidents are like one at hand, 0 to 1: a weighted mean over root cause, checks, failing assets and
 * words. Two sets are as alike as their overlap over the geometric mean of their sizes (Ochiai 1957), so that neither a
 * storm is like everything nor a single check like its storm. A word counts by its rarity among the incidents compared
 * (inverse document frequency, Spärck Jones 1972). What the one at hand lacks has no say.
 */
final class Likeness {
    private static final double ROOT_CAUSE = 0.40;
    private static final double CHECKS = 0.30;
    private static final double ASSETS = 0.15;
    private static final double WORDS = 0.15;
    /** Less than this is chance: a few words, or one check out of a storm. */
    private static final double LEAST = 0.10;

    private static final double WORDS_WORTH_SAYING = 0.10;
    private static final int WORDS_SHOWN = 5;

    private final Traits wanted;
    private final Map<String, Double> rarity;

    /** A past incident that is like the one at hand; reasons in words, the weightiest first. */
    record Match(String key, double score, List<String> reasons) {}

    private Likeness(Traits wanted, Map<String, Traits> past) {
        this.wanted = wanted;
        this.rarity = rarity(wanted, past);
    }

    /**
     * The most alike first, equals in the order given.
     *
     * @param past by key
     */
    static List<Match> rank(Traits wanted, LinkedHashMap<String, Traits> past, int most) {
        Likeness likeness = new Likeness(wanted, past);
        return past.entrySet().stream()
                .map(entry -> likeness.match(entry.getKey(), entry.getValue()))
                .filter(match -> match.score() >= LEAST)
                .sorted(Comparator.comparingDouble(Match::score).reversed())
                .limit(most)
                .toList();
    }

    private Match match(String key, Traits other) {
        double say = 0;
        double score = 0;
        List<String> reasons = new ArrayList<>();
        if (!wanted.rootCauses().isEmpty()) {
            say += ROOT_CAUSE;
            score += ROOT_CAUSE * overlap(wanted.rootCauses(), other.rootCauses());
            rootCause(common(wanted.rootCauses(), other.rootCauses())).ifPresent(reasons::add);
        }
        if (!wanted.checks().isEmpty()) {
            say += CHECKS;
            score += CHECKS * overlap(wanted.checks(), other.checks());
            counted("check", wanted.checks(), other.checks(), Function.identity())
                    .ifPresent(reasons::add);
        }
        if (!wanted.assets().isEmpty()) {
            say += ASSETS;
            score += ASSETS * overlap(wanted.assets(), other.assets());
            counted("failing asset", wanted.assets(), other.assets(), SpokenName::of)
                    .ifPresent(reasons::add);
        }
        if (!wanted.words().isEmpty()) {
            double alike = wordsAlike(other.words());
            say += WORDS;
            score += WORDS * alike;
            if (alike >= WORDS_WORTH_SAYING) {
                reasons.add("words in common: " + words(common(wanted.words(), other.words())));
            }
        }
        return new Match(key, say == 0 ? 0 : Math.round(100 * score / say) / 100.0, reasons);
    }

    private static Optional<String> rootCause(List<String> shared) {
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of("same root cause" + (shared.size() == 1 ? " " : "s ") + SpokenName.ofAll(shared));
    }

    /** `5 of 7 checks in common`; the only one by its name. */
    private static Optional<String> counted(
            String noun, Set<String> ours, Set<String> theirs, Function<String, String> name) {
        List<String> shared = common(ours, theirs);
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                ours.size() == 1
                        ? "same " + noun + " " + name.apply(shared.get(0))
                        : shared.size() + " of " + ours.size() + " " + noun + "s in common");
    }

    private String words(List<String> shared) {
        return shared.stream()
                .sorted(Comparator.comparingDouble((String word) -> rarity.get(word))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(WORDS_SHOWN)
                .collect(Collectors.joining(", "));
    }

    private static double overlap(Set<String> ours, Set<String> theirs) {
        return theirs.isEmpty() ? 0 : common(ours, theirs).size() / Math.sqrt((double) ours.size() * theirs.size());
    }

    private double wordsAlike(Set<String> theirs) {
        double weights = weight(wanted.words()) * weight(theirs);
        return weights == 0 ? 0 : weight(common(wanted.words(), theirs)) / Math.sqrt(weights);
    }

    private double weight(Iterable<String> words) {
        double weight = 0;
        for (String word : words) {
            weight += rarity.get(word);
        }
        return weight;
    }

    /** In an order of their own, so that the same sets give the same sums. */
    private static List<String> common(Set<String> ours, Set<String> theirs) {
        return ours.stream().filter(theirs::contains).sorted().toList();
    }

    private static Map<String, Double> rarity(Traits wanted, Map<String, Traits> past) {
        Map<String, Integer> holders = new HashMap<>();
        Stream.concat(Stream.of(wanted), past.values().stream())
                .flatMap(traits -> traits.words().stream())
                .forEach(word -> holders.merge(word, 1, Integer::sum));
        double all = past.size() + 2;
        Map<String, Double> rarity = new HashMap<>();
        holders.forEach((word, count) -> rarity.put(word, Math.log(all / count)));
        return rarity;
    }
}
