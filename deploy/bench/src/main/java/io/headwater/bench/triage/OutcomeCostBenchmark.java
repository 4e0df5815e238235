package io.headwater.bench.triage;

import io.headwater.incident.triage.Output;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the engine takes for an outcome, by how many incidents are open; the warehouse has 100 assets for each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OutcomeCostBenchmark {
    private static final int PASSES_IN_MIX = 17;

    @Param({"10", "10000"})
    public int openIncidents;

    private OpenNight night;

    @Setup
    public void begin() {
        night = new OpenNight(openIncidents);
    }

    /** Of twenty outcomes seventeen passes, one repeat, one new failure and the pass that ends it. */
    @Benchmark
    @OperationsPerInvocation(PASSES_IN_MIX + 3)
    public int mixed() {
        int outputs = night.repeat().size() + night.breakAndMend().size();
        for (int i = 0; i < PASSES_IN_MIX; i++) {
            outputs += night.pass().size();
        }
        return outputs;
    }

    /** A failure that opens an incident, and the pass that resolves it. */
    @Benchmark
    @OperationsPerInvocation(2)
    public List<Output> breakAndMend() {
        return night.breakAndMend();
    }
}
