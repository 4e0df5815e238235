package io.headwater.incident.correlation;

import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A bad night in a made-up warehouse, drawn from a seed: layers with hubs; dbt jobs every one to three hours, some of
 * which skip what lies below a failed build; monitors that speak only when something changes; causes that overlap in
 * time and place, and lone noisy checks. What is drawn here is the truth the grouping is scored against.
 */
final class Storm {
    enum CauseKind {
        BAD_DATA,
        FAILED_BUILD,
        LATE_SOURCE,
        CHANGED_SCHEMA
    }

    record Watch(CheckId id, CheckKind kind, int asset) {}

    /** {@code minute}: when it begins. */
    record Cause(int asset, CauseKind kind, int minute) {}

    private static final int HOURS_BEFORE = 3;

    final LineageGraph graph = new LineageGraph();
    final List<Watch> watches = new ArrayList<>();
    final List<Cause> causes = new ArrayList<>();
    final List<Set<Integer>> upstreams = new ArrayList<>();
    final List<Integer> layers = new ArrayList<>();
    /** By check: causes it sees. */
    final Map<CheckId, Set<Integer>> sees = new HashMap<>();
    /** By check: the minute it starts to fail for no cause. */
    final Map<CheckId, Integer> noise = new HashMap<>();

    final int runEvery;
    final boolean skips;
    private final SplittableRandom random;

    Storm(long seed, int assets, int causeCount, int noiseCount) {
        random = new SplittableRandom(seed);
        runEvery = 60 * (1 + random.nextInt(3));
        skips = random.nextInt(10) < 4;
        buildWarehouse(assets);
        watch();
        breakThings(causeCount, noiseCount);
    }

    String urn(int asset) {
        return "table:dwh.l%d.a%03d".formatted(layers.get(asset), asset);
    }

    boolean isAbove(int cause, int asset) {
        return cause == asset || upstreams.get(asset).stream().anyMatch(up -> isAbove(cause, up));
    }

    private void buildWarehouse(int assets) {
        int depth = 4 + random.nextInt(2);
        List<List<Integer>> byLayer = new ArrayList<>();
        for (int layer = 0; layer < depth; layer++) {
            byLayer.add(new ArrayList<>());
        }
        for (int asset = 0; asset < assets; asset++) {
            int layer = asset * depth / assets;
            Set<Integer> ups = new TreeSet<>();
            for (int i = layer == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
                int from = layer > 1 && random.nextInt(5) == 0 ? layer - 2 : layer - 1;
                List<Integer> pool = byLayer.get(from);
                // The smaller of two draws: the first few of each layer become hubs.
                ups.add(pool.get(Math.min(random.nextInt(pool.size()), random.nextInt(pool.size()))));
            }
            layers.add(layer);
            upstreams.add(ups);
            byLayer.get(layer).add(asset);
            graph.put(AssetNode.bare(
                    urn(asset), AssetType.TABLE, ups.stream().map(this::urn).toList()));
        }
    }

    private void watch() {
        for (int asset = 0; asset < layers.size(); asset++) {
            if (layers.get(asset) == 0) {
                if (random.nextInt(10) < 6) {
                    add("freshness", CheckKind.FRESHNESS, asset);
                }
            } else {
                add("model", CheckKind.BUILD, asset);
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                add("test" + i, CheckKind.DATA_TEST, asset);
            }
            if (random.nextInt(10) < 4) {
                add("monitor", CheckKind.MONITOR, asset);
            }
        }
    }

    private void add(String name, CheckKind kind, int asset) {
        String source = kind == CheckKind.MONITOR ? "monte-carlo" : "dbt";
        watches.add(new Watch(new CheckId(source, name + "." + urn(asset)), kind, asset));
    }

    private void breakThings(int causeCount, int noiseCount) {
        while (causes.size() < causeCount) {
            int asset = random.nextInt(layers.size() * 3 / 4);
            int minute = 60 * HOURS_BEFORE + random.nextInt(240);
            CauseKind kind = layers.get(asset) == 0
                    ? (random.nextInt(2) == 0 ? CauseKind.LATE_SOURCE : CauseKind.BAD_DATA)
                    : List.of(CauseKind.BAD_DATA, CauseKind.FAILED_BUILD, CauseKind.CHANGED_SCHEMA)
                            .get(random.nextInt(3));
            int number = causes.size();
            Cause cause = new Cause(asset, kind, minute);
            causes.add(cause);
            watches.stream()
                    .filter(watch -> isAbove(asset, watch.asset()))
                    .filter(watch -> random.nextDouble() < detection(cause, watch))
                    .forEach(watch -> sees.computeIfAbsent(watch.id(), unused -> new HashSet<>())
                            .add(number));
        }
        while (noise.size() < noiseCount) {
            Watch watch = watches.get(random.nextInt(watches.size()));
            if (watch.kind() != CheckKind.BUILD && !sees.containsKey(watch.id())) {
                noise.put(watch.id(), 60 * HOURS_BEFORE + random.nextInt(300));
            }
        }
    }

    /** How likely the check is to see the cause. */
    private double detection(Cause cause, Watch watch) {
        boolean home = cause.asset() == watch.asset();
        boolean child = upstreams.get(watch.asset()).contains(cause.asset());
        boolean late = cause.kind() == CauseKind.LATE_SOURCE || cause.kind() == CauseKind.FAILED_BUILD;
        return switch (watch.kind()) {
            case FRESHNESS -> home && cause.kind() == CauseKind.LATE_SOURCE ? 0.95 : 0;
            case BUILD ->
                switch (cause.kind()) {
                    case FAILED_BUILD -> home ? 1 : 0;
                    case CHANGED_SCHEMA -> child ? 0.25 : 0;
                    case BAD_DATA, LATE_SOURCE -> 0;
                };
            case MONITOR -> home ? 0.6 : 0.45;
            case DATA_TEST -> late ? (home ? 0.25 : 0.2) : (home ? 0.55 : 0.35);
            case ARRIVAL, UNIT_TEST, OTHER -> 0;
        };
    }
}
