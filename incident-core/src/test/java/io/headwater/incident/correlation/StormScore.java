package io.headwater.incident.correlation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** How well first failures were grouped and causes named, over many storms. */
final class StormScore {
    private double f1Sum;
    private int storms;
    private long together;
    private long grouped;
    private long right;
    private int visible;
    private int named;
    private int incidents;

    /** {@code groupOf}: the group of each first failure; {@code rootOf}: the root cause named for each group. */
    void add(
            Storm storm,
            Map<Failure, Set<Integer>> truth,
            Function<Failure, String> groupOf,
            Function<String, String> rootOf) {
        List<Failure> failures = new ArrayList<>();
        truth.forEach((failure, causes) -> {
            if (causes.size() == 1) {
                failures.add(failure);
            }
        });
        long both = 0;
        long same = 0;
        long put = 0;
        for (int a = 0; a < failures.size(); a++) {
            for (int b = a + 1; b < failures.size(); b++) {
                boolean sameCause = truth.get(failures.get(a)).equals(truth.get(failures.get(b)));
                boolean sameGroup = groupOf.apply(failures.get(a)).equals(groupOf.apply(failures.get(b)));
                same += sameCause ? 1 : 0;
                put += sameGroup ? 1 : 0;
                both += sameCause && sameGroup ? 1 : 0;
            }
        }
        if (same + put > 0) {
            storms++;
            f1Sum += 2.0 * both / (same + put);
        }
        together += same;
        grouped += put;
        right += both;
        Set<String> groups = new TreeSet<>();
        failures.forEach(failure -> groups.add(groupOf.apply(failure)));
        incidents += groups.size();
        for (int cause = 0; cause < storm.causes.size(); cause++) {
            root(storm, cause, truth, failures, groupOf).ifPresent(check -> {
                visible++;
                named += check.test(rootOf) ? 1 : 0;
            });
        }
    }

    private interface RootCheck {
        boolean test(Function<String, String> rootOf);
    }

    private static Optional<RootCheck> root(
            Storm storm,
            int cause,
            Map<Failure, Set<Integer>> truth,
            List<Failure> failures,
            Function<Failure, String> groupOf) {
        Map<String, Integer> sizes = new HashMap<>();
        Set<Integer> failing = new TreeSet<>();
        for (Failure failure : failures) {
            if (truth.get(failure).contains(cause)) {
                sizes.merge(groupOf.apply(failure), 1, Integer::sum);
                failing.add(asset(storm, failure.assets().get(0)));
            }
        }
        if (sizes.isEmpty()) {
            return Optional.empty();
        }
        String largest = sizes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
        int at = storm.causes.get(cause).asset();
        return Optional.of(rootOf -> {
            int named = asset(storm, rootOf.apply(largest));
            boolean between = !failing.contains(at)
                    && storm.isAbove(at, named)
                    && failing.stream().allMatch(asset -> storm.isAbove(named, asset));
            return named == at || between;
        });
    }

    private static int asset(Storm storm, String urn) {
        for (int asset = 0; asset < storm.layers.size(); asset++) {
            if (storm.urn(asset).equals(urn)) {
                return asset;
            }
        }
        throw new IllegalArgumentException(urn);
    }

    double f1() {
        return f1Sum / storms;
    }

    double f1OverPairs() {
        return 2.0 * right / (together + grouped);
    }

    double rootRight() {
        return (double) named / visible;
    }

    double incidentsPerCause() {
        return (double) incidents / visible;
    }

    String row(String name) {
        return "%-44s %6.3f %6.3f %6.3f %6.2f  (%d storms, %d causes)"
                .formatted(name, f1(), f1OverPairs(), rootRight(), incidentsPerCause(), storms, visible);
    }
}
