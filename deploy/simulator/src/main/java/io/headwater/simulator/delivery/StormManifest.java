package io.headwater.simulator.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.simulator.Audience;
import io.headwater.simulator.Storm;
import io.headwater.simulator.Warehouse;
import io.headwater.simulator.Watch;
import io.headwater.simulator.dbt.DbtProject;
import io.headwater.simulator.dbt.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The storm's one dbt project: its jobs build parts of it, by tag. */
final class StormManifest implements Manifest {
    /** The rule of every source that has one. */
    static final ObjectNode ERROR_AFTER = DbtProject.time(1, "hour");

    private final Warehouse warehouse;
    private final SourceNames names;
    private final List<Watch> tests;
    private final BitSet withRule = new BitSet();
    private final List<Audience.Dashboard> dashboards;

    StormManifest(Storm storm, SourceNames names) {
        this.warehouse = storm.warehouse();
        this.names = names;
        this.dashboards = Audience.of(storm).dashboards();
        this.tests = new ArrayList<>();
        for (Watch watch : warehouse.watches()) {
            if (watch.kind() == Watch.Kind.DATA_TEST) {
                tests.add(watch);
            } else if (watch.kind() == Watch.Kind.FRESHNESS) {
                withRule.set(watch.asset());
            }
        }
    }

    static String tag(int job) {
        return "job_" + job;
    }

    @Override
    public DbtProject project() {
        return SourceNames.PROJECT;
    }

    @Override
    public Stream<ObjectNode> nodes() {
        Stream<ObjectNode> models =
                assets().filter(asset -> warehouse.layer(asset) > 0).mapToObj(this::model);
        return Stream.concat(models, tests.stream().map(this::test));
    }

    @Override
    public Stream<ObjectNode> sources() {
        return assets().filter(asset -> warehouse.layer(asset) == 0)
                .mapToObj(asset -> tagged(
                        project()
                                .source(
                                        warehouse.name(asset),
                                        withRule.get(asset) ? Optional.of(ERROR_AFTER) : Optional.empty(),
                                        columns(asset)),
                        asset));
    }

    @Override
    public Stream<ObjectNode> exposures() {
        return dashboards.stream().map(dashboard -> {
            ObjectNode node = project()
                    .exposure(
                            dashboard.name(),
                            dashboard.name().toUpperCase(Locale.ROOT),
                            "https://bi.shop.example/dashboards/" + dashboard.name(),
                            "high",
                            dashboard.tier(),
                            dashboard.reads().stream().map(names::dbtId).toList());
            return DbtProject.owned(node, "Data team", "data@shop.example");
        });
    }

    @Override
    public Stream<ObjectNode> groups() {
        return Stream.empty();
    }

    /** As the default has it, but kept as numbers until it is written. */
    @Override
    public Stream<Relatives> children() {
        int[][] below = childAssets();
        int[] firstTest = firstTests();
        return Stream.concat(
                assets().mapToObj(asset -> {
                    List<String> children = new ArrayList<>();
                    for (int child : below[asset]) {
                        children.add(names.dbtId(child));
                    }
                    for (int test = firstTest[asset]; test < firstTest[asset + 1]; test++) {
                        children.add(tests.get(test).id());
                    }
                    for (Audience.Dashboard dashboard : dashboards) {
                        if (dashboard.reads().contains(asset)) {
                            children.add(project().id("exposure", dashboard.name()));
                        }
                    }
                    return new Relatives(names.dbtId(asset), children);
                }),
                Stream.concat(tests.stream().map(Watch::id), dashboards.stream().map(dashboard -> project()
                                .id("exposure", dashboard.name())))
                        .map(id -> new Relatives(id, List.of())));
    }

    private int[][] childAssets() {
        int[] counts = new int[warehouse.size()];
        assets().flatMap(asset -> Arrays.stream(warehouse.upstreams(asset))).forEach(up -> counts[up]++);
        int[][] below = new int[warehouse.size()][];
        Arrays.setAll(below, asset -> new int[counts[asset]]);
        Arrays.fill(counts, 0);
        assets().forEach(asset -> {
            for (int up : warehouse.upstreams(asset)) {
                below[up][counts[up]++] = asset;
            }
        });
        return below;
    }

    /** Where the tests of an asset begin; they stand in the order of their assets. */
    private int[] firstTests() {
        int[] first = new int[warehouse.size() + 1];
        tests.forEach(test -> first[test.asset() + 1]++);
        Arrays.parallelPrefix(first, Integer::sum);
        return first;
    }

    private ObjectNode model(int asset) {
        String schema = warehouse.schema(asset);
        String materialized = schema.equals("staging") ? "view" : "table";
        List<String> parents =
                Arrays.stream(warehouse.upstreams(asset)).mapToObj(names::dbtId).toList();
        return tagged(project().model(warehouse.name(asset), schema, materialized, columns(asset), parents), asset);
    }

    private ObjectNode test(Watch watch) {
        String name = watch.id().substring(watch.id().lastIndexOf('.') + 1);
        return tagged(project().singularTest(name, List.of(names.dbtId(watch.asset()))), watch.asset());
    }

    private ObjectNode tagged(ObjectNode node, int asset) {
        node.withArray("tags").add(tag(warehouse.jobOf(asset)));
        return node;
    }

    /** The second is the one that is missed below where a schema changed. */
    private List<String> columns(int asset) {
        return List.of("id", "c_" + warehouse.name(asset));
    }

    private IntStream assets() {
        return IntStream.range(0, warehouse.size());
    }
}
