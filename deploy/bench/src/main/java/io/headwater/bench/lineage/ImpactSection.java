package io.headwater.bench.lineage;

import io.headwater.bench.Effort;
import io.headwater.bench.Figure;
import io.headwater.bench.JmhRun;
import io.headwater.bench.Progress;
import io.headwater.bench.Section;
import io.headwater.bench.Target;
import java.util.List;
import java.util.Map;

/** What a blast radius costs against the plainest walk that could answer it. */
public final class ImpactSection implements Section {
    @Override
    public String name() {
        return "impact";
    }

    @Override
    public String title() {
        return "Blast radius of 100 k assets in a graph of 1 M assets and 3 M edges; baseline: breadth first over plain arrays (CSR)";
    }

    @Override
    public List<Figure> measure(Effort effort, Progress progress) {
        Map<String, Double> scores = JmhRun.of(ImpactBenchmark.class, effort)
                .with("domains", 10)
                .with("assetsPerDomain", effort.of(100, 100_000, 100_000))
                .scores();
        double impact = score(scores, "blastRadius");
        double plain = score(scores, "plainWalk");
        progress.say("blast radius %.0f µs, plain walk %.0f µs", impact, plain);
        return List.of(Figure.against("blast radius", "µs", impact, plain, Target.atMost(2)));
    }

    private static double score(Map<String, Double> scores, String benchmark) {
        return scores.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(benchmark))
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no score of " + benchmark + " among " + scores));
    }
}
