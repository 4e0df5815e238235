package io.headwater.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How well storms were grouped and their causes named. F1 is over pairs of first failures that have exactly one cause: a
 * pair counts as found where both have that cause in common and are in one group. A cause is named right where the group
 * that holds most of its failures names its asset, or, nothing on that asset having failed, one between it and all that
 * did: nobody could tell those apart.
 */
public final class Score {
    /** One storm's part of it. {@code f1} is 1 where there is no pair. */
    public record StormScore(
            long seed, int assets, int causes, int failures, double f1, int visible, int right, int groups) {}

    private final List<StormScore> storms = new ArrayList<>();
    private final List<Boolean> paired = new ArrayList<>();
    private long together;
    private long grouped;
    private long found;
    private int visible;
    private int right;
    private int groups;
    private int withoutGroup;

    /**
     * Adds a storm.
     *
     * @param groupOf the group that holds a first failure; empty where none does
     * @param rootOf URN a group names as its root cause
     */
    public void add(
            Storm storm,
            List<Evaluation> said,
            Function<Evaluation, Optional<String>> groupOf,
            Function<String, String> rootOf) {
        List<Evaluation> failures = said.stream()
                .filter(one -> one.first() && one.causes().size() == 1)
                .toList();
        List<String> groupOfFailure = new ArrayList<>();
        for (Evaluation failure : failures) {
            groupOfFailure.add(groupOf.apply(failure).orElse("none of " + groupOfFailure.size()));
        }
        long[] pairs = pairs(failures, groupOfFailure);
        together += pairs[0];
        grouped += pairs[1];
        found += pairs[2];
        int[] named = named(storm, failures, groupOfFailure, rootOf);
        visible += named[0];
        right += named[1];
        withoutGroup += named[2];
        int its = new HashSet<>(groupOfFailure).size();
        groups += its;
        boolean any = pairs[0] + pairs[1] > 0;
        double f1 = any ? 2.0 * pairs[2] / (pairs[0] + pairs[1]) : 1;
        paired.add(any);
        storms.add(new StormScore(
                storm.seed(),
                storm.warehouse().size(),
                storm.causes().size(),
                failures.size(),
                f1,
                named[0],
                named[1],
                its));
    }

    /** {of one cause, of one group, of both}. */
    private static long[] pairs(List<Evaluation> failures, List<String> groupOfFailure) {
        long[] pairs = new long[3];
        for (int a = 0; a < failures.size(); a++) {
            for (int b = a + 1; b < failures.size(); b++) {
                boolean cause = failures.get(a).causes().equals(failures.get(b).causes());
                boolean group = groupOfFailure.get(a).equals(groupOfFailure.get(b));
                pairs[0] += cause ? 1 : 0;
                pairs[1] += group ? 1 : 0;
                pairs[2] += cause && group ? 1 : 0;
            }
        }
        return pairs;
    }

    /** {causes that show, named right, in no group}. */
    private static int[] named(
            Storm storm, List<Evaluation> failures, List<String> groupOfFailure, Function<String, String> rootOf) {
        int[] counts = new int[3];
        for (int cause = 0; cause < storm.causes().size(); cause++) {
            Map<String, Integer> sizes = new TreeMap<>();
            BitSet failing = new BitSet();
            for (int i = 0; i < failures.size(); i++) {
                if (failures.get(i).causes().contains(cause)) {
                    sizes.merge(groupOfFailure.get(i), 1, Integer::sum);
                    failing.set(failures.get(i).watch().asset());
                }
            }
            if (sizes.isEmpty()) {
                continue;
            }
            counts[0]++;
            String largest = sizes.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .orElseThrow()
                    .getKey();
            if (largest.startsWith("none of ")) {
                counts[2]++;
            } else if (isRight(storm, storm.causes().get(cause).asset(), failing, rootOf.apply(largest))) {
                counts[1]++;
            }
        }
        return counts;
    }

    private static boolean isRight(Storm storm, int cause, BitSet failing, String named) {
        Warehouse warehouse = storm.warehouse();
        if (warehouse.urn(cause).equals(named)) {
            return true;
        }
        if (failing.get(cause)) {
            return false;
        }
        BitSet candidates = warehouse.below(cause);
        for (int asset = candidates.nextSetBit(0); asset >= 0; asset = candidates.nextSetBit(asset + 1)) {
            if (warehouse.urn(asset).equals(named)) {
                BitSet missed = (BitSet) failing.clone();
                missed.andNot(warehouse.below(asset));
                return missed.isEmpty();
            }
        }
        return false;
    }

    /** Mean over the storms that have any pair. */
    public double f1PerStorm() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < storms.size(); i++) {
            if (paired.get(i)) {
                sum += storms.get(i).f1();
                count++;
            }
        }
        return sum / count;
    }

    public double f1OverPairs() {
        return 2.0 * found / (together + grouped);
    }

    /** Of the causes that show in at least one check, how many are named right. */
    public double rootRight() {
        return (double) right / visible;
    }

    /** Groups that hold a failure with a single cause, per cause that shows. */
    public double groupsPerCause() {
        return (double) groups / visible;
    }

    /** Causes that show and whose failures are in no group. */
    public int causesWithoutGroup() {
        return withoutGroup;
    }

    public int visibleCauses() {
        return visible;
    }

    /** Worst first: by F1, then by causes not named. */
    public List<StormScore> worst(int count) {
        return storms.stream()
                .sorted(Comparator.comparingDouble(StormScore::f1)
                        .thenComparing(storm -> storm.right() - storm.visible())
                        .thenComparing(StormScore::seed))
                .limit(count)
                .toList();
    }

    /** {@code F1 per storm, F1 over pairs, root right, groups per cause}. */
    @Override
    public String toString() {
        return "%.3f %.3f %.3f %.2f".formatted(f1PerStorm(), f1OverPairs(), rootRight(), groupsPerCause());
    }
}
