package io.headwater.bench.lineage;

import io.headwater.bench.Effort;
import io.headwater.bench.Figure;
import io.headwater.bench.Folders;
import io.headwater.bench.Progress;
import io.headwater.bench.Section;
import io.headwater.bench.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How fast a restarted task has its graph again, from its own stores on disk. */
public final class RestoreSection implements Section {
    private static final int NEEDED_PER_SECOND = 200_000;

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String title() {
        return "Restart: 1 M asset rows read from the state store (RocksDB on disk) into a new graph";
    }

    @Override
    public List<Figure> measure(Effort effort, Progress progress) throws IOException {
        SampleWarehouse warehouse = new SampleWarehouse(10, effort.of(1_000, 100_000, 100_000));
        Path folder = Files.createTempDirectory("headwater-bench-");
        try (AssetStore store = new AssetStore(folder)) {
            long start = System.nanoTime();
            store.keep(warehouse, warehouse.arrivals());
            progress.say("%d rows written in %.1f s", warehouse.size(), (System.nanoTime() - start) / 1e9);
            double best = 0;
            // The first is what a restart sees, the compiler still cold; the figure is that of the first.
            double first = 0;
            for (int i = 0; i < effort.of(1, 2, 3); i++) {
                double perSecond = perSecond(store, warehouse);
                progress.say("restart %d: %.0f assets/s", i + 1, perSecond);
                first = i == 0 ? perSecond : first;
                best = Math.max(best, perSecond);
            }
            Target target = Target.atLeast(NEEDED_PER_SECOND);
            return List.of(
                    Figure.absolute("first restart of a JVM", "assets/s", first, target),
                    Figure.absolute("best restart", "assets/s", best, target).untargeted());
        } finally {
            Folders.delete(folder);
        }
    }

    private static double perSecond(AssetStore store, SampleWarehouse warehouse) {
        System.gc();
        long start = System.nanoTime();
        int restored = store.restart();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (restored != warehouse.size()) {
            throw new IllegalStateException("restored " + restored + " assets of " + warehouse.size());
        }
        return restored / seconds;
    }
}
