package io.headwater.simulator.delivery;

import io.headwater.simulator.Evaluation;
import io.headwater.simulator.Warehouse;
import io.headwater.simulator.Watch;
import io.headwater.simulator.dbt.DbtProject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What the sources call what the storm speaks of.
 *
 * @param salt sets the runs and alerts of one sending apart from those of another
 */
public record SourceNames(Warehouse warehouse, String salt) {
    static final DbtProject PROJECT = new DbtProject("shop", "dwh");

    private static final String FRESHNESS = ".freshness";

    /** dbt's unique id of an asset. */
    String dbtId(int asset) {
        return warehouse.layer(asset) == 0
                ? PROJECT.sourceId(warehouse.name(asset))
                : PROJECT.id("model", warehouse.name(asset));
    }

    /** The check as its source has it: dbt's unique id, Monte Carlo's rule or the monitor of a table. */
    public String check(Watch watch) {
        return switch (watch.kind()) {
            case BUILD, FRESHNESS -> dbtId(watch.asset());
            case DATA_TEST -> watch.id();
            case MONITOR ->
                isRule(watch)
                        ? uuid("rule " + watch.id())
                        : "anomaly:%s:%s.%s"
                                .formatted(
                                        PROJECT.database(),
                                        warehouse.schema(watch.asset()),
                                        warehouse.name(watch.asset()));
        };
    }

    /** dbt's invocation or Monte Carlo's incident; freshness is a call of dbt of its own. */
    public String run(Evaluation evaluation) {
        return run(evaluation.run(), evaluation.watch().kind() == Watch.Kind.FRESHNESS);
    }

    String run(String run, boolean freshness) {
        return uuid(salt + " " + run + (freshness ? FRESHNESS : ""));
    }

    /** Whether the monitor is somebody's own rule rather than one that Monte Carlo keeps by itself. */
    boolean isRule(Watch monitor) {
        return monitor.asset() % 3 == 0;
    }

    static String uuid(String name) {
        return UUID.nameUUIDFromBytes(("shop/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
