package io.headwater.bench.triage;

import io.headwater.bench.Effort;
import io.headwater.bench.Figure;
import io.headwater.bench.JmhRun;
import io.headwater.bench.Progress;
import io.headwater.bench.Section;
import io.headwater.bench.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether an outcome costs more in a large warehouse with many incidents than in a small one with few. */
public final class OutcomeCostSection implements Section {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final Map<String, String> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("mixed", "outcome of the mix");
        FIGURES.put("breakAndMend", "failure and its mending, each");
    }

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public String title() {
        return "Triage of an outcome at 10 k open incidents and 1 M assets, state in memory (mix: 85 % passes, 5 % repeats, 5 %"
                + " new failures, 5 % that end one); baseline: at 10 and 1 k";
    }

    @Override
    public List<Figure> measure(Effort effort, Progress progress) {
        int many = effort.of(2 * FEW, MANY, MANY);
        JmhRun run = JmhRun.of(OutcomeCostBenchmark.class, effort).with("openIncidents", FEW, many);
        Map<String, Double> scores = run.scores();
        List<Figure> figures = new ArrayList<>();
        FIGURES.forEach((benchmark, words) -> {
            double few = scores.get(benchmark + ":" + FEW);
            double large = scores.get(benchmark + ":" + many);
            progress.say("%s: %.1f µs, at 10 and 1 k %.1f µs", words, large, few);
            figures.add(Figure.against(words, "µs", large, few, Target.atMost(2)));
        });
        return figures;
    }
}
