package io.headwater.bench.lineage;

import io.headwater.bench.Effort;
import io.headwater.bench.Figure;
import io.headwater.bench.Progress;
import io.headwater.bench.Section;
import io.headwater.bench.Target;
import io.headwater.incident.lineage.LineageGraph;
import java.lang.management.ManagementFactory;
import java.util.List;

/** How much memory the graph takes: used heap after a full collection, with the graph less without it. */
public final class GraphHeapSection implements Section {
    private static final int BYTES_PER_ASSET = 400;
    private static final int BYTES_PER_EDGE = 16;

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String title() {
        return "Heap of LineageGraph with 1 M assets and 3 M edges (used heap after full collections, with it less without); baseline: "
                + BYTES_PER_ASSET + " B per asset + " + BYTES_PER_EDGE + " B per edge";
    }

    @Override
    public List<Figure> measure(Effort effort, Progress progress) {
        SampleWarehouse warehouse = new SampleWarehouse(10, effort.of(1_000, 100_000, 100_000));
        int[] arrivals = warehouse.arrivals();
        long before = usedHeap();
        LineageGraph graph = new LineageGraph();
        for (int asset : arrivals) {
            graph.put(warehouse.node(asset));
        }
        long edges = 0;
        for (int asset : arrivals) {
            edges += warehouse.upstreams(asset).size();
        }
        long heap = usedHeap() - before;
        double allowed = (double) BYTES_PER_ASSET * graph.size() + (double) BYTES_PER_EDGE * edges;
        progress.say(
                "%d assets, %d edges: %d MiB, %d B per asset all in all",
                graph.size(), edges, heap >> 20, heap / graph.size());
        return List.of(
                Figure.against("heap of the graph", "MiB", heap / 1048576.0, allowed / 1048576.0, Target.atMost(1)));
    }

    /** Twice: what the first collection only finds dead is gone with the second. */
    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
