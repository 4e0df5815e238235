package io.headwater.bench;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One JMH run over the benchmarks of a class, in a JVM of its own per benchmark. */
public final class JmhRun {
    private static final String HEAP = "-Xmx6g";

    private final ChainedOptionsBuilder options = new OptionsBuilder();

    private JmhRun() {}

    public static JmhRun of(Class<?> benchmarks, Effort effort) {
        JmhRun run = new JmhRun();
        run.options
                .include(benchmarks.getName().replace(".", "\\.") + "\\.")
                // Tests look at whether it runs, in their own JVM.
                .forks(effort.of(0, 1, 1))
                .jvmArgs(HEAP, Jvm.COLLECTOR)
                .warmupIterations(effort.of(0, 4, 6))
                .warmupTime(TimeValue.milliseconds(1_000))
                .measurementIterations(effort.of(1, 4, 8))
                .measurementTime(TimeValue.milliseconds(effort.of(50, 1_000, 1_500)))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        return run;
    }

    public JmhRun with(String parameter, Object... values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = String.valueOf(values[i]);
        }
        options.param(parameter, texts);
        return this;
    }

    /** Mean scores in the benchmarks' unit, by method; where a parameter has several values, by {@code method:value…}. */
    public Map<String, Double> scores() {
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            Map<String, Double> scores = new TreeMap<>();
            for (RunResult result : results) {
                String benchmark = result.getParams().getBenchmark();
                StringBuilder name = new StringBuilder(benchmark.substring(benchmark.lastIndexOf('.') + 1));
                result.getParams().getParamsKeys().forEach(key -> name.append(':')
                        .append(result.getParams().getParam(key)));
                scores.put(name.toString(), result.getPrimaryResult().getScore());
            }
            return scores;
        } catch (RunnerException failure) {
            throw new IllegalStateException("the benchmark could not be run: " + failure.getMessage(), failure);
        }
    }
}
