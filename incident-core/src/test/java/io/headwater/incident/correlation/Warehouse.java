package io.headwater.incident.correlation;

import io.headwater.incident.correlation.PassingChecks.Passing;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.Habit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A little language for warehouses and what fails in them:
 *
 * <pre>{@code
 * Warehouse warehouse = Warehouse.of("raw.orders > stg_orders > orders > dash:sales", "stg_orders > refunds");
 * Failure broken = warehouse.test("orders").failed("02:14", "01:05");   // failed at, last passed at
 * warehouse.test("stg_orders").passed("02:16");
 * }</pre>
 *
 * {@code a, b > c} gives c both as upstreams. Times are of one day, UTC.
 */
public final class Warehouse {
    private final Map<String, Set<String>> upstreams = new LinkedHashMap<>();
    private final Map<String, List<Passing>> passing = new LinkedHashMap<>();
    private final Map<String, TreeSet<Instant>> built = new LinkedHashMap<>();
    private final Map<String, TreeSet<Instant>> due = new LinkedHashMap<>();
    private final LineageGraph graph = new LineageGraph();

    private Warehouse() {}

    public static Warehouse of(String... chains) {
        Warehouse warehouse = new Warehouse();
        for (String chain : chains) {
            List<String> before = List.of();
            for (String step : chain.split(">")) {
                List<String> names = List.of(step.strip().split("\\s*,\\s*"));
                for (String name : names) {
                    Set<String> ups = warehouse.upstreams.computeIfAbsent(name, unused -> new TreeSet<>());
                    before.forEach(up -> ups.add(urn(up)));
                }
                before = names;
            }
        }
        warehouse.upstreams.keySet().forEach(warehouse::describe);
        return warehouse;
    }

    public static String urn(String name) {
        if (name.startsWith("dash:")) {
            return "dashboard:bi:" + name.substring("dash:".length());
        }
        return "table:dwh." + (name.contains(".") ? name : "main." + name);
    }

    /** {@code "02:14"}, or {@code "+1 02:14"} for the day after. */
    public static Instant at(String clock) {
        String[] parts = clock.split(" ");
        long days = parts.length == 1 ? 0 : Long.parseLong(parts[0].substring(1));
        return LocalDate.of(2026, 3, 1)
                .plusDays(days)
                .atTime(LocalTime.parse(parts[parts.length - 1]))
                .toInstant(ZoneOffset.UTC);
    }

    public LineageGraph graph() {
        return graph;
    }

    Evidence evidence() {
        return new Evidence(graph(), passing(), CorrelationPolicy.DEFAULTS);
    }

    /** What was said to pass and to be built, as far as it was said. */
    public PassingChecks passing() {
        return new PassingChecks() {
            @Override
            public List<Passing> on(String urn) {
                return List.copyOf(passing.getOrDefault(urn, List.of()));
            }

            @Override
            public Builds builds(String urn) {
                return new Builds(
                        List.copyOf(built.getOrDefault(urn, new TreeSet<>())),
                        List.copyOf(due.getOrDefault(urn, new TreeSet<>())));
            }
        };
    }

    /** It was built then. */
    public Warehouse built(String asset, String... clocks) {
        for (String clock : clocks) {
            built.computeIfAbsent(urn(asset), unused -> new TreeSet<>()).add(at(clock));
        }
        return due(asset, clocks);
    }

    /** It was to be built then. */
    public Warehouse due(String asset, String... clocks) {
        for (String clock : clocks) {
            due.computeIfAbsent(urn(asset), unused -> new TreeSet<>()).add(at(clock));
        }
        return this;
    }

    public Check test(String... assets) {
        return new Check(CheckKind.DATA_TEST, "test." + String.join("+", assets), List.of(assets));
    }

    public Check monitor(String asset) {
        return new Check(CheckKind.MONITOR, "monitor." + asset, List.of(asset));
    }

    public Check freshness(String asset) {
        return new Check(CheckKind.FRESHNESS, "freshness." + asset, List.of(asset));
    }

    public Check build(String asset) {
        return new Check(CheckKind.BUILD, "model." + asset, List.of(asset));
    }

    private void describe(String name) {
        AssetType type = name.startsWith("dash:") ? AssetType.DASHBOARD : AssetType.TABLE;
        AssetNode bare = AssetNode.bare(urn(name), type, new ArrayList<>(upstreams.get(name)));
        graph.put(new AssetNode(
                bare.urn(),
                name,
                type,
                bare.aliases(),
                bare.checks(),
                bare.upstreams(),
                bare.owners(),
                bare.tier(),
                bare.maturity(),
                bare.domain(),
                bare.url(),
                List.of()));
    }

    /** A check that may be said to fail or to pass. */
    public final class Check {
        private final CheckKind kind;
        private final String name;
        private final List<String> assets;

        private Check(CheckKind kind, String name, List<String> assets) {
            this.kind = kind;
            this.name = name;
            this.assets = assets;
        }

        /** Another check of the same kind on the same assets. */
        public Check named(String suffix) {
            return new Check(kind, name + "." + suffix, assets);
        }

        public CheckId id() {
            return new CheckId(kind == CheckKind.MONITOR ? "monte-carlo" : "dbt", name);
        }

        /** It failed and was never seen to pass. */
        public Failure failed(String at) {
            return failure(at, Optional.empty());
        }

        public Failure failed(String at, String lastPassed) {
            return failure(at, Optional.of(at(lastPassed)));
        }

        public Warehouse passed(String at) {
            for (String asset : assets) {
                passing.computeIfAbsent(urn(asset), unused -> new ArrayList<>())
                        .add(new Passing(id(), kind, at(at), Habit.NONE));
            }
            return Warehouse.this;
        }

        private Failure failure(String at, Optional<Instant> lastPassed) {
            List<String> urns = assets.stream().map(Warehouse::urn).toList();
            return new Failure(id(), kind, urns, List.of(), at(at), lastPassed, Optional.empty(), Optional.empty());
        }
    }
}
