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
        Map<Kind, Double> speeds = new EnumMap<>(Kind.class);
        Map<Kind, Double> delays = new EnumMap<>(Kind.class);
        try (Rig rig = Rig.start()) {
            progress.say("Kafka and the registry run");
            Load load = new Load(rig.outbound());
            Throughput throughput = new Throughput(rig, load, progress);
            Latency latency = new Latency(rig, load);
            throughput.prepare();
            // The compilers are busy for more than a minute: as many as it takes until what is measured is the code.
            throughput.backlog(effort.of(1, 60, 300));
            for (Kind kind : Kind.values()) {
                try (RunningTopology running = RunningTopology.start(kind, rig)) {
                    speeds.put(kind, throughput.measure(running, kind));
                    delays.put(kind, latency.p99(running, kind, kind.name(), effort.of(20, 200, 400)));
                    progress.say("%s: p99 %.0f ms", kind.applicationId(), delays.get(kind));
                }
            }
        }
        return List.of(
                figure("throughput", "outcomes/s", speeds, Target.atLeast(0.5)),
                figure("monitor failed → visible read_committed, p99", "ms", delays, Target.atMost(1.5)));
    }

    private static Figure figure(String name, String unit, Map<Kind, Double> measured, Target target) {
        return Figure.against(name, unit, measured.get(Kind.INCIDENT), measured.get(Kind.IDENTITY), target);
    }
}
