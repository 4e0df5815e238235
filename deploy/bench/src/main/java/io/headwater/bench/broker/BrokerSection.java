package io.headwater.bench.broker;

import io.headwater.bench.Effort;
import io.headwater.bench.Figure;
import io.headwater.bench.Progress;
import io.headwater.bench.Section;
import io.headwater.bench.Target;
import java.io.IOException;
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
        try (Rig rig = Rig.start()) {
            progress.say("Kafka and the registry run");
            Load load = new Load(rig.outbound());
            Map<Kind, Double> speeds = throughput(effort, progress, rig, load);
            Map<Kind, Double> delays = latency(effort, progress, rig, load);
            return List.of(
                    Figure.against(
                            "throughput",
                            "outcomes/s",
                            speeds.get(Kind.INCIDENT),
                            speeds.get(Kind.IDENTITY),
                            Target.atLeast(0.5)),
                    Figure.against(
                            "produced → visible read_committed, p99",
                            "ms",
                            delays.get(Kind.INCIDENT),
                            delays.get(Kind.IDENTITY),
                            Target.atMost(1.5)));
        }
    }

    /** Means over several backlogs. */
    private static Map<Kind, Double> throughput(Effort effort, Progress progress, Rig rig, Load load)
            throws IOException, InterruptedException {
        Throughput throughput = new Throughput(rig, load, progress);
        throughput.prepare();
        int backlogs = effort.of(1, 1, 2);
        int rounds = effort.of(1, 6, 12);
        Map<Kind, Double> means = new EnumMap<>(Kind.class);
        for (int i = 0; i < backlogs; i++) {
            throughput
                    .measure(i * rounds, rounds)
                    .forEach((kind, speed) -> means.merge(kind, speed / backlogs, Double::sum));
        }
        return means;
    }

    /** Medians over several series, the two kinds in turn. */
    private static Map<Kind, Double> latency(Effort effort, Progress progress, Rig rig, Load load)
            throws IOException, InterruptedException {
        Latency latency = new Latency(rig, load);
        int series = effort.of(1, 1, 3);
        Map<Kind, Double> medians = new EnumMap<>(Kind.class);
        double[][] all = new double[Kind.values().length][series];
        for (int i = 0; i < series; i++) {
            for (Kind kind : Kind.values()) {
                all[kind.ordinal()][i] =
                        latency.p99(kind, Kind.values().length * i + kind.ordinal(), effort.of(20, 250, 400));
                progress.say("%s: p99 %.0f ms", kind.applicationId(), all[kind.ordinal()][i]);
            }
        }
        for (Kind kind : Kind.values()) {
            java.util.Arrays.sort(all[kind.ordinal()]);
            medians.put(kind, all[kind.ordinal()][series / 2]);
        }
        return medians;
    }
}
