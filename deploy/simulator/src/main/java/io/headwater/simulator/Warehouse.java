package io.headwater.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up warehouse: layers of assets, the first few of each layer hubs that most read from; dbt jobs that each build a
 * part of it every one to three hours; checks on most of it. Assets are numbers, upstreams smaller than what reads them.
 */
public final class Warehouse {
    /** A dbt job: starts at {@code offset} and every {@code every} minutes after. */
    public record Job(int every, int offset, boolean skipsBelowFailedTests) {
        /** The first start at or after {@code minute}. */
        int next(int minute) {
            return minute + Math.floorMod(offset - minute, every);
        }
    }

    private static final String[] LAYERS = {"raw", "staging", "intermediate", "core", "marts"};

    private final List<int[]> upstreams = new ArrayList<>();
    private final List<Integer> layers = new ArrayList<>();
    private final List<Integer> jobOf = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    Warehouse(int assets, SplittableRandom random) {
        drawJobs(assets, random);
        drawAssets(assets, random);
        drawWatches(random);
    }

    public int size() {
        return layers.size();
    }

    /** 0 for sources. */
    public int layer(int asset) {
        return layers.get(asset);
    }

    public int[] upstreams(int asset) {
        return upstreams.get(asset).clone();
    }

    public List<Job> jobs() {
        return List.copyOf(jobs);
    }

    /** The job that builds it, or that tests it where it is a source. */
    public int jobOf(int asset) {
        return jobOf.get(asset);
    }

    public List<Watch> watches() {
        return List.copyOf(watches);
    }

    /** {@code a00017}. */
    public String name(int asset) {
        return "a%05d".formatted(asset);
    }

    public String schema(int asset) {
        return LAYERS[layer(asset)];
    }

    /** As the design writes URNs: {@code table:<database>.<schema>.<name>}. */
    public String urn(int asset) {
        return "table:dwh." + schema(asset) + "." + name(asset);
    }

    /** Everything on or below the asset. */
    public BitSet below(int asset) {
        BitSet below = new BitSet(size());
        below.set(asset);
        for (int other = asset + 1; other < size(); other++) {
            for (int up : upstreams.get(other)) {
                if (below.get(up)) {
                    below.set(other);
                    break;
                }
            }
        }
        return below;
    }

    private void drawJobs(int assets, SplittableRandom random) {
        int count = 1 + random.nextInt(assets < 120 ? 2 : 3);
        for (int i = 0; i < count; i++) {
            int every = 60 * (1 + random.nextInt(3));
            jobs.add(new Job(every, random.nextInt(every), random.nextInt(10) < 4));
        }
    }

    private void drawAssets(int assets, SplittableRandom random) {
        int depth = 4 + random.nextInt(2);
        List<List<Integer>> byLayer = new ArrayList<>();
        for (int layer = 0; layer < depth; layer++) {
            byLayer.add(new ArrayList<>());
        }
        for (int asset = 0; asset < assets; asset++) {
            int layer = (int) ((long) asset * depth / assets);
            layers.add(layer);
            upstreams.add(layer == 0 ? new int[0] : drawUpstreams(layer, byLayer, random));
            jobOf.add(random.nextInt(jobs.size()));
            byLayer.get(layer).add(asset);
        }
    }

    private static int[] drawUpstreams(int layer, List<List<Integer>> byLayer, SplittableRandom random) {
        BitSet ups = new BitSet();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int from = layer > 1 && random.nextInt(5) == 0 ? layer - 2 : layer - 1;
            List<Integer> pool = byLayer.get(from);
            ups.set(pool.get(Math.min(random.nextInt(pool.size()), random.nextInt(pool.size()))));
        }
        return ups.stream().toArray();
    }

    private void drawWatches(SplittableRandom random) {
        for (int asset = 0; asset < size(); asset++) {
            if (layer(asset) > 0) {
                watches.add(new Watch("dbt", "model.shop." + name(asset), Watch.Kind.BUILD, asset));
            } else if (random.nextInt(10) < 6) {
                watches.add(
                        new Watch("dbt", "source.shop.raw." + name(asset) + ".freshness", Watch.Kind.FRESHNESS, asset));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                watches.add(new Watch(
                        "dbt", "test.shop.rule_%d_%s".formatted(i, name(asset)), Watch.Kind.DATA_TEST, asset));
            }
            if (random.nextInt(10) < 4) {
                watches.add(new Watch("monte-carlo", "volume-" + name(asset), Watch.Kind.MONITOR, asset));
            }
        }
    }
}
