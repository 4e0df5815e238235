package io.headwater.incident.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.PassingChecks.Passing;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.Habit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for any warehouse, cyclic ones too, and any evidence: drawn from a seed. */
class CorrelationProperties {
    private static final int ASSETS = 16;

    /** Everything a decision is made from. */
    private record Scene(List<AssetNode> nodes, List<Failure> batch, List<OpenStory> open, PassingChecks passing) {
        static Scene draw(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<AssetNode> nodes = new ArrayList<>();
            for (int asset = 0; asset < ASSETS; asset++) {
                Set<String> ups = new TreeSet<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    boolean backwards = random.nextInt(12) == 0;
                    ups.add(urn(random.nextInt(backwards || asset == 0 ? ASSETS : asset)));
                }
                nodes.add(AssetNode.bare(urn(asset), AssetType.TABLE, List.copyOf(ups)));
            }
            List<Failure> batch = failures("new", 1 + random.nextInt(10), random);
            List<OpenStory> open = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                List<Failure> held = failures("held" + i, 1 + random.nextInt(4), random).stream()
                        .sorted(Failure.ORDER)
                        .toList();
                Failure first = held.get(0);
                open.add(new OpenStory(
                        "INC-" + i,
                        held,
                        first.assets().get(0),
                        first.failedAt(),
                        held.get(held.size() - 1).failedAt(),
                        Set.of(),
                        Set.of()));
            }
            TreeMap<String, List<Passing>> passing = new TreeMap<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                passing.computeIfAbsent(urn(random.nextInt(ASSETS)), unused -> new ArrayList<>())
                        .add(new Passing(new CheckId("dbt", "pass" + i), kind(random), time(random), Habit.NONE));
            }
            return new Scene(nodes, batch, open, urn -> passing.getOrDefault(urn, List.of()));
        }

        private static List<Failure> failures(String name, int count, SplittableRandom random) {
            List<Failure> failures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Set<String> assets = new TreeSet<>();
                assets.add(urn(random.nextInt(ASSETS + 1)));
                if (random.nextInt(6) == 0) {
                    assets.add(urn(random.nextInt(ASSETS)));
                }
                Instant failedAt = time(random);
                Optional<Instant> lastPassed = random.nextInt(3) == 0
                        ? Optional.empty()
                        : Optional.of(failedAt.minusSeconds(60L * (1 + random.nextInt(300))));
                CheckId check = new CheckId("dbt", name + "." + i);
                failures.add(new Failure(
                        check,
                        kind(random),
                        List.copyOf(assets),
                        List.of(),
                        failedAt,
                        lastPassed,
                        Optional.empty(),
                        words(random)));
            }
            return failures;
        }

        private static Optional<String> words(SplittableRandom random) {
            return random.nextBoolean() ? Optional.empty() : Optional.of("column " + (char) ('a' + random.nextInt(3)));
        }

        private static CheckKind kind(SplittableRandom random) {
            return CheckKind.values()[random.nextInt(CheckKind.values().length)];
        }

        private static Instant time(SplittableRandom random) {
            return Warehouse.at("06:00").plusSeconds(60L * random.nextInt(240));
        }

        private static String urn(int asset) {
            return "table:dwh.main.a%02d".formatted(asset);
        }

        LineageGraph graph(Random order) {
            List<AssetNode> shuffled = new ArrayList<>(nodes);
            Collections.shuffle(shuffled, order);
            LineageGraph graph = new LineageGraph();
            shuffled.forEach(graph::put);
            return graph;
        }

        Placement place(Random order) {
            List<Failure> failures = new ArrayList<>(batch);
            List<OpenStory> stories = new ArrayList<>(open);
            Collections.shuffle(failures, order);
            Collections.shuffle(stories, order);
            return new Correlator()
                    .place(failures, stories, new Evidence(graph(order), passing, CorrelationPolicy.DEFAULTS));
        }
    }

    @Property(tries = 400)
    void the_same_evidence_gives_the_same_groups_in_whatever_order_it_is_held(@ForAll long seed, @ForAll long order) {
        Scene scene = Scene.draw(seed);

        assertThat(scene.place(new Random(order))).isEqualTo(scene.place(new Random(~order)));
    }

    @Property(tries = 400)
    void every_failure_goes_into_exactly_one_group_and_an_incident_takes_at_most_one(@ForAll long seed) {
        Scene scene = Scene.draw(seed);
        Placement placement = scene.place(new Random(1));

        assertThat(placement.groups().stream()
                        .flatMap(group -> group.failures().stream())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(scene.batch());
        assertThat(placement.groups().stream()
                        .flatMap(group -> group.incident().stream())
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Property(tries = 400)
    void a_group_that_opens_an_incident_is_explained_in_full_by_its_cause(@ForAll long seed) {
        for (Placement.Group group : Scene.draw(seed).place(new Random(1)).groups()) {
            Candidate best = group.estimate().best();
            if (group.incident().isEmpty()) {
                assertThat(best.explains())
                        .isEqualTo(best.of())
                        .isEqualTo(group.failures().size());
            }
            assertThat(group.estimate().candidates()).hasSizeBetween(1, 3).allSatisfy(candidate -> {
                assertThat(candidate.costMicroNats()).isGreaterThanOrEqualTo(best.costMicroNats());
                assertThat(candidate.reasons()).isNotEmpty();
            });
            assertThat(group.estimate().sentence()).endsWith(".").contains(best.name());
        }
    }

    @Property(tries = 300)
    void what_is_placed_together_is_never_dearer_than_each_alone(@ForAll long seed) {
        Scene scene = Scene.draw(seed);
        Evidence evidence = new Evidence(scene.graph(new Random(1)), scene.passing(), CorrelationPolicy.DEFAULTS);
        List<Failure> batch = scene.batch().stream().sorted(Failure.ORDER).toList();
        long alone = batch.stream()
                .mapToLong(failure ->
                        Stories.cheapest(List.of(failure), 1, evidence).get(0).cost())
                .sum();

        assertThat(new Placing(batch, scene.open(), evidence).solve().cost()).isLessThanOrEqualTo(alone);
    }

    @Property(tries = 300)
    void adding_dropping_or_swapping_a_story_makes_nothing_cheaper(@ForAll long seed) {
        Scene scene = Scene.draw(seed);
        Evidence evidence = new Evidence(scene.graph(new Random(1)), scene.passing(), CorrelationPolicy.DEFAULTS);
        List<Failure> batch = scene.batch().stream().sorted(Failure.ORDER).toList();
        Placing placing = new Placing(batch, scene.open(), evidence);
        Placing.Solution found = placing.solve();

        for (Facility added : placing.facilities()) {
            List<Facility> more = new ArrayList<>(found.open());
            more.removeIf(other -> other.slot().equals(added.slot()));
            more.add(added);
            assertThat(found.cost()).isLessThanOrEqualTo(placing.solution(more).cost());
            for (Facility dropped : found.open()) {
                List<Facility> swapped = new ArrayList<>(more);
                swapped.remove(dropped);
                assertThat(found.cost())
                        .isLessThanOrEqualTo(placing.solution(swapped).cost());
            }
        }
        for (Facility dropped : found.open()) {
            List<Facility> fewer = new ArrayList<>(found.open());
            fewer.remove(dropped);
            assertThat(found.cost()).isLessThan(placing.solution(fewer).cost());
        }
    }

    @Property(tries = 300)
    void neighbours_do_not_depend_on_the_order_in_which_incidents_and_lineage_came(
            @ForAll long seed, @ForAll long order) {
        Scene scene = Scene.draw(seed);

        assertThat(near(scene, new Random(order), true)).isEqualTo(near(scene, new Random(~order), false));
    }

    private static List<String> near(Scene scene, Random order, boolean lineageFirst) {
        LineageGraph graph = lineageFirst ? scene.graph(order) : new LineageGraph();
        Neighbourhood neighbourhood = new Neighbourhood(graph, CorrelationPolicy.DEFAULTS);
        List<OpenStory> stories = new ArrayList<>(scene.open());
        Collections.shuffle(stories, order);
        for (OpenStory story : stories) {
            List<String> assets = story.failures().stream()
                    .flatMap(failure -> failure.assets().stream())
                    .toList();
            neighbourhood.put(story.incident(), assets, story.lastFailedAt());
        }
        if (!lineageFirst) {
            neighbourhood.near(scene.batch());
            List<AssetNode> nodes = new ArrayList<>(scene.nodes());
            Collections.shuffle(nodes, order);
            nodes.forEach(graph::put);
        }
        return neighbourhood.near(scene.batch());
    }
}
