package io.headwater.bench.broker;

import io.headwater.bench.Effort;
import io.headwater.bench.Figure;
import io.headwater.bench.Progress;
import io.headwater.bench.Section;
import io.headwater.bench.Target;
import io.headwater.stack.PackagedService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How fast the projection comes back from the log. */
public final class RebuildSection implements Section {
    private static final String DATABASE = "bench_rebuild";
    private static final String HEAP = "1g";

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public String title() {
        return "The projection rebuilt from the log of 36 workspaces, search index and switch-over with it; baseline: a row with"
                + " its JSON for each record of that log, inserted in batches through the same driver";
    }

    @Override
    public List<Figure> measure(Effort effort, Progress progress) throws IOException, InterruptedException {
        try (Rig rig = Rig.start()) {
            List<PlainInserts.Row> log = IncidentLog.written(rig, effort.of(6, 20, 40), progress);
            progress.say("the log has %d records", log.size());
            Path jar = Path.of(System.getProperty("headwater.incident-core"));
            // Its topology would be another one beside that of the benchmark.
            Map<String, String> settings = Map.of("headwater.topology.enabled", "false");
            try (PackagedService service = PackagedService.start(jar, HEAP, Optional.of(DATABASE), settings);
                    PlainInserts plain = new PlainInserts(rig.stack(), DATABASE)) {
                ProjectionService projection = new ProjectionService(service, plain);
                projection.awaitLive(progress);
                double rebuild = log.size() / projection.rebuildSeconds(progress);
                double baseline = plain.rowsPerSecond(log);
                progress.say("rebuilt %.0f records/s; inserted %.0f rows/s", rebuild, baseline);
                return List.of(Figure.against(
                        "rebuild of the projection", "records/s", rebuild, baseline, Target.atLeast(0.5)));
            }
        }
    }
}
