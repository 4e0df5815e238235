package io.headwater.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Grouping as simpler systems do it: what a better one is to be compared with. */
public enum PlainGrouping {
    /** Every failing asset is an incident. */
    BY_ASSET,
    /** Everything until 30 minutes of quiet is an incident. */
    BY_TIME,
    /** Same asset; else a path of three hops at most within two hours; else a common upstream that nothing cleared. */
    BY_RULES;

    private static final Duration QUIET = Duration.ofMinutes(30);
    private static final Duration RECENT = Duration.ofHours(2);
    private static final Duration SAME_ASSET = Duration.ofHours(12);
    private static final int NEAR = 3;
    private static final int FAR = 8;

    private static final class Group {
        final String name;
        final List<Evaluation> failures = new ArrayList<>();

        Group(String name) {
            this.name = name;
        }

        Instant last() {
            return failures.get(failures.size() - 1).at();
        }
    }

    /** Scores this way of grouping on the storm. */
    public void score(Storm storm, List<Evaluation> said, Score into) {
        Map<Evaluation, String> groupOf = new HashMap<>();
        List<Group> groups = new ArrayList<>();
        Map<Integer, Instant> lastPass = new HashMap<>();
        for (Evaluation one : said) {
            if (one.status() == Evaluation.Status.PASSED) {
                lastPass.merge(one.watch().asset(), one.at(), (a, b) -> a.isAfter(b) ? a : b);
            } else if (one.first()) {
                Group group = find(storm.warehouse(), one, groups, lastPass).orElseGet(() -> {
                    Group opened = new Group("group " + groups.size());
                    groups.add(opened);
                    return opened;
                });
                group.failures.add(one);
                groupOf.put(one, group.name);
            }
        }
        Map<String, String> roots = new HashMap<>();
        groups.forEach(group -> roots.put(group.name, root(storm.warehouse(), group)));
        into.add(storm, said, one -> Optional.ofNullable(groupOf.get(one)), roots::get);
    }

    private Optional<Group> find(
            Warehouse warehouse, Evaluation one, List<Group> groups, Map<Integer, Instant> lastPass) {
        return switch (this) {
            case BY_ASSET -> sameAsset(one, groups, Duration.ofDays(1));
            case BY_TIME ->
                groups.stream()
                        .filter(group -> within(QUIET, group.last(), one.at()))
                        .findFirst();
            case BY_RULES ->
                sameAsset(one, groups, SAME_ASSET)
                        .or(() -> nearest(warehouse, one, groups))
                        .or(() -> commonUpstream(warehouse, one, groups, lastPass));
        };
    }

    private static Optional<Group> sameAsset(Evaluation one, List<Group> groups, Duration within) {
        return groups.stream()
                .filter(group -> group.failures.stream()
                        .anyMatch(other ->
                                other.watch().asset() == one.watch().asset() && within(within, other.at(), one.at())))
                .findFirst();
    }

    private static Optional<Group> nearest(Warehouse warehouse, Evaluation one, List<Group> groups) {
        int[] above = hopsUp(warehouse, one.watch().asset());
        Group best = null;
        int fewest = NEAR + 1;
        for (Group group : groups) {
            for (Evaluation other : group.failures) {
                if (within(RECENT, other.at(), one.at())) {
                    int up = above[other.watch().asset()];
                    int down =
                            hopsUp(warehouse, other.watch().asset())[one.watch().asset()];
                    int hops = Math.min(up < 0 ? FAR + 1 : up, down < 0 ? FAR + 1 : down);
                    if (hops < fewest) {
                        fewest = hops;
                        best = group;
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static Optional<Group> commonUpstream(
            Warehouse warehouse, Evaluation one, List<Group> groups, Map<Integer, Instant> lastPass) {
        int[] above = hopsUp(warehouse, one.watch().asset());
        for (Group group : groups) {
            for (Evaluation other : group.failures) {
                int[] others = hopsUp(warehouse, other.watch().asset());
                Instant onset = other.at().isBefore(one.at()) ? other.at() : one.at();
                for (int asset = 0; asset < warehouse.size() && within(RECENT, other.at(), one.at()); asset++) {
                    boolean cleared =
                            lastPass.containsKey(asset) && lastPass.get(asset).isAfter(onset);
                    if (above[asset] >= 0 && others[asset] >= 0 && !cleared) {
                        return Optional.of(group);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The failing asset with most of the group's failing assets on or below it; of two, the one that failed first. */
    private static String root(Warehouse warehouse, Group group) {
        BitSet failing = new BitSet();
        group.failures.forEach(one -> failing.set(one.watch().asset()));
        return group.failures.stream()
                .sorted(Comparator.comparing(Evaluation::at))
                .max(Comparator.comparingInt(one -> {
                    BitSet explained = warehouse.below(one.watch().asset());
                    explained.and(failing);
                    return explained.cardinality();
                }))
                .map(one -> warehouse.urn(one.watch().asset()))
                .orElseThrow();
    }

    /** Hops from each asset down to this one, at most {@link #FAR}; -1 where it does not lie above. */
    private static int[] hopsUp(Warehouse warehouse, int asset) {
        int[] hops = new int[warehouse.size()];
        Arrays.fill(hops, -1);
        hops[asset] = 0;
        for (int at = asset; at >= 0; at--) {
            if (hops[at] >= 0 && hops[at] < FAR) {
                for (int up : warehouse.upstreams(at)) {
                    hops[up] = hops[up] < 0 ? hops[at] + 1 : Math.min(hops[up], hops[at] + 1);
                }
            }
        }
        return hops;
    }

    private static boolean within(Duration duration, Instant a, Instant b) {
        return Duration.between(a, b).abs().compareTo(duration) <= 0;
    }
}
