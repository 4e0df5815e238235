package io.headwater.bench.broker;

import io.headwater.bench.Effort;
import io.headwater.bench.Figure;
import io.headwater.bench.Progress;
import io.headwater.bench.Section;
import io.headwater.bench.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The incident topology on a real broker with exactly-once, against one that only reads and writes. */
public final class BrokerSection implements Section {
    @Override
    public String name() {
        return "broker";
    }

    @Override
    public String title() {
        return "Incident topology on a real broker, exactly-once, 36 workspaces, 3 % of checks failing; baseline: an identity"
                + " topology with the same serdes, settings and input records";
    }

    @Override
    public List<Figure> measure(Effort effort, Progress progress) throws IOException, InterruptedException {
        Map<Kind, List<Double>> speeds = new EnumMap<>(Kind.class);
        Map<Kind, List<Double>> delays = new EnumMap<>(Kind.class);
        try (Rig rig = Rig.start()) {
            progress.say("Kafka and the registry run");
            Load load = new Load(rig.outbound());
            Throughput throughput = new Throughput(rig, load, progress);
            Latency latency = new Latency(rig, load);
            throughput.prepare();
            int rounds = effort.of(1, 30, 48);
            for (int backlog = 0; backlog < effort.of(1, 1, 2); backlog++) {
                throughput.backlog(backlog * rounds, rounds);
                for (Kind kind : Kind.values()) {
                    try (RunningTopology running = RunningTopology.start(kind, rig)) {
                        add(speeds, kind, throughput.measure(running, kind));
                        // The JVM is warm by now, as a service's is.
                        double p99 = latency.p99(running, kind, kind + "-" + backlog, effort.of(20, 200, 400));
                        progress.say("%s: p99 %.0f ms", kind.applicationId(), p99);
                        add(delays, kind, p99);
                    }
                }
            }
        }
        return List.of(
                figure("throughput", "outcomes/s", speeds, Target.atLeast(0.5)),
                figure("monitor failed → visible read_committed, p99", "ms", delays, Target.atMost(1.5)));
    }

    private static void add(Map<Kind, List<Double>> measured, Kind kind, double value) {
        measured.computeIfAbsent(kind, unused -> new ArrayList<>()).add(value);
    }

    /** Of the means over all backlogs. */
    private static Figure figure(String name, String unit, Map<Kind, List<Double>> measured, Target target) {
        return Figure.against(name, unit, mean(measured.get(Kind.INCIDENT)), mean(measured.get(Kind.IDENTITY)), target);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }
}
