package io.headwater.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** A bad night, drawn from a seed: a warehouse, what breaks in it and when, how far it spreads and which checks see it. */
public final class Storm {
    /** Quiet hours before anything breaks: every job has run by then. */
    static final int QUIET_MINUTES = 180;

    private static final int BREAKING_MINUTES = 240;
    private static final int NEVER = Integer.MAX_VALUE;

    /** Noise: from {@code minute} on the check fails for no cause; where it flaps, on and off. */
    public record Noise(int minute, boolean flaps) {}

    private final long seed;
    private final Warehouse warehouse;
    private final List<Cause> causes = new ArrayList<>();
    /** By cause and asset: the minute its trouble is there, and the minute it is gone. */
    private final List<int[]> reaches = new ArrayList<>();

    private final List<int[]> leaves = new ArrayList<>();
    private final Map<Watch, Set<Integer>> sees = new HashMap<>();
    private final Map<Watch, Noise> noise = new HashMap<>();

    private Storm(long seed, Mix mix) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        warehouse = new Warehouse(between(mix.minAssets(), mix.maxAssets(), random), random);
        Rates rates = mix.variedRates() ? Rates.USUAL.varied(random) : Rates.USUAL;
        int wanted = between(mix.minCauses(), mix.maxCauses(), random);
        for (int number = 0; number < wanted; number++) {
            breakSomething(number, rates, random);
        }
        int noisy = between(mix.minNoisy(), mix.maxNoisy(), random);
        while (noise.size() < noisy) {
            Watch watch =
                    warehouse.watches().get(random.nextInt(warehouse.watches().size()));
            if (watch.kind() != Watch.Kind.BUILD && !sees.containsKey(watch)) {
                int minute = QUIET_MINUTES + random.nextInt(BREAKING_MINUTES + 60);
                noise.putIfAbsent(watch, new Noise(minute, random.nextInt(10) < 3));
            }
        }
    }

    /** The same seed and mix give the same storm. */
    public static Storm of(long seed, Mix mix) {
        return new Storm(seed, mix);
    }

    public long seed() {
        return seed;
    }

    public Warehouse warehouse() {
        return warehouse;
    }

    public List<Cause> causes() {
        return List.copyOf(causes);
    }

    /** Whether the asset is where the cause is, or below it. */
    public boolean isBelow(int asset, int above) {
        return warehouse.below(above).get(asset);
    }

    /** The causes the check fails for in that minute. */
    Set<Integer> seenBy(Watch watch, int minute) {
        Set<Integer> seen = new TreeSet<>();
        for (int cause : sees.getOrDefault(watch, Set.of())) {
            int from = reaches.get(cause)[watch.asset()];
            // A monitor looks at what is there: further down it sees trouble a little after the build that carried it.
            int lag = watch.kind() == Watch.Kind.MONITOR
                            && watch.asset() != causes.get(cause).asset()
                    ? 10
                    : 0;
            if (from != NEVER && from + lag <= minute && minute < leaves.get(cause)[watch.asset()]) {
                seen.add(cause);
            }
        }
        return seen;
    }

    /** Whether it fails for no cause then; a flapping one every other time it is looked at. */
    boolean isNoisy(Watch watch, int minute, int evaluation) {
        Noise its = noise.get(watch);
        return its != null && minute >= its.minute() && (!its.flaps() || evaluation % 2 == 0);
    }

    private void breakSomething(int number, Rates rates, SplittableRandom random) {
        int asset = random.nextInt(Math.max(1, warehouse.size() * 3 / 4));
        int minute = QUIET_MINUTES + random.nextInt(BREAKING_MINUTES);
        Cause.Kind kind = warehouse.layer(asset) == 0
                ? (random.nextBoolean() ? Cause.Kind.LATE_SOURCE : Cause.Kind.BAD_DATA)
                : List.of(Cause.Kind.BAD_DATA, Cause.Kind.FAILED_BUILD, Cause.Kind.CHANGED_SCHEMA)
                        .get(random.nextInt(3));
        int repaired = minute + 240 + random.nextInt(360);
        // A model changes when it is built; a source whenever somebody writes to it.
        Warehouse.Job job = warehouse.jobs().get(warehouse.jobOf(asset));
        boolean built = warehouse.layer(asset) > 0;
        Cause cause = new Cause(asset, kind, built ? job.next(minute) : minute, built ? job.next(repaired) : repaired);
        causes.add(cause);
        spread(cause, rates, random);
        for (Watch watch : warehouse.watches()) {
            boolean child = Arrays.stream(warehouse.upstreams(watch.asset())).anyMatch(up -> up == asset);
            if (reaches.get(number)[watch.asset()] != NEVER
                    && random.nextDouble() < rates.detection(cause, watch, child)) {
                sees.computeIfAbsent(watch, unused -> new TreeSet<>()).add(number);
            }
        }
    }

    /** Edge by edge, with misses: what is below has it once its job has run. */
    private void spread(Cause cause, Rates rates, SplittableRandom random) {
        int[] from = new int[warehouse.size()];
        int[] until = new int[warehouse.size()];
        Arrays.fill(from, NEVER);
        Arrays.fill(until, NEVER);
        from[cause.asset()] = cause.minute();
        until[cause.asset()] = cause.repaired();
        for (int asset = cause.asset() + 1; asset < warehouse.size(); asset++) {
            Warehouse.Job job = warehouse.jobs().get(warehouse.jobOf(asset));
            int gone = 0;
            for (int up : warehouse.upstreams(asset)) {
                if (from[up] != NEVER && random.nextDouble() < rates.spread()) {
                    from[asset] = Math.min(from[asset], job.next(from[up]));
                    gone = Math.max(gone, job.next(until[up]));
                }
            }
            until[asset] = from[asset] == NEVER ? NEVER : gone;
        }
        reaches.add(from);
        leaves.add(until);
    }

    private static int between(int min, int max, SplittableRandom random) {
        return min + random.nextInt(max - min + 1);
    }
}
