package io.headwater.bench.lineage;

import io.headwater.incident.lineage.BlastRadius;
import io.headwater.incident.lineage.Impact;
import io.headwater.incident.lineage.LineageGraph;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The impact of what fails at the head of each domain in turn, and the plain walk over the same edges. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ImpactBenchmark {
    @Param("10")
    public int domains;

    @Param("100000")
    public int assetsPerDomain;

    private LineageGraph graph;
    private PlainGraph plain;
    private List<String> heads;
    private int[] plainHeads;
    private int turn;

    /** Puts the same warehouse into both. */
    @Setup
    public void build() {
        SampleWarehouse warehouse = new SampleWarehouse(domains, assetsPerDomain);
        int[] arrivals = warehouse.arrivals();
        graph = new LineageGraph();
        for (int asset : arrivals) {
            graph.put(warehouse.node(asset));
        }
        plain = PlainGraph.of(warehouse, arrivals);
        heads = java.util.stream.IntStream.range(0, domains)
                .mapToObj(domain -> warehouse.urn(domain * assetsPerDomain))
                .toList();
        // Neighbours are ordered by URN when a walk first reads them; the figure is of the walks after.
        heads.forEach(head -> BlastRadius.of(graph, List.of(head), Optional.of(head)));
        plainHeads = new int[domains];
        for (int i = 0; i < arrivals.length; i++) {
            if (arrivals[i] % assetsPerDomain == 0) {
                plainHeads[arrivals[i] / assetsPerDomain] = i;
            }
        }
    }

    @Benchmark
    public Impact blastRadius() {
        turn = (turn + 1) % domains;
        Impact impact = BlastRadius.of(graph, List.of(heads.get(turn)), Optional.of(heads.get(turn)));
        return demand(impact, impact.assetCount());
    }

    @Benchmark
    public int plainWalk() {
        turn = (turn + 1) % domains;
        int reached = plain.reachable(plainHeads[turn]);
        return demand(reached, reached);
    }

    private <T> T demand(T answer, int reached) {
        if (reached != assetsPerDomain) {
            throw new IllegalStateException("reached " + reached + " assets of " + assetsPerDomain);
        }
        return answer;
    }
}
