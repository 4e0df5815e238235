package io.headwater.incident.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;

/** The graph against JGraphT, on any graph: cycles, self-edges, duplicates, placeholders, replaced and removed assets. */
class LineageProperties {
    private static final int ASSETS = 14;

    /** One change: put the asset with these upstreams, or remove it (empty). */
    record Change(int asset, Optional<List<Integer>> upstreams) {}

    @Provide
    Arbitrary<List<Change>> histories() {
        Arbitrary<Integer> asset = Arbitraries.integers().between(0, ASSETS - 1);
        Arbitrary<Optional<List<Integer>>> upstreams = asset.list().ofMaxSize(4).optional(0.85);
        return Combinators.combine(asset, upstreams).as(Change::new).list().ofMaxSize(40);
    }

    private static String urn(int asset) {
        // Reversed, so that the order of URNs is not the order of numbers.
        return "t:" + (char) ('z' - asset);
    }

    private static AssetNode node(int asset, List<Integer> upstreams) {
        return AssetNode.bare(
                urn(asset),
                AssetType.TABLE,
                upstreams.stream().map(LineageProperties::urn).toList());
    }

    private static Map<Integer, List<Integer>> standing(List<Change> history) {
        Map<Integer, List<Integer>> standing = new TreeMap<>();
        for (Change change : history) {
            change.upstreams()
                    .ifPresentOrElse(ups -> standing.put(change.asset(), ups), () -> standing.remove(change.asset()));
        }
        return standing;
    }

    private static LineageGraph replayed(List<Change> history) {
        LineageGraph graph = new LineageGraph();
        for (Change change : history) {
            change.upstreams()
                    .ifPresentOrElse(
                            ups -> graph.put(node(change.asset(), ups)), () -> graph.remove(urn(change.asset())));
        }
        return graph;
    }

    private static DefaultDirectedGraph<String, DefaultEdge> reference(Map<Integer, List<Integer>> standing) {
        DefaultDirectedGraph<String, DefaultEdge> reference = new DefaultDirectedGraph<>(DefaultEdge.class);
        standing.forEach((asset, ups) -> {
            reference.addVertex(urn(asset));
            for (int up : ups) {
                reference.addVertex(urn(up));
                reference.addEdge(urn(up), urn(asset));
            }
        });
        return reference;
    }

    @Property(tries = 400)
    void walks_agree_with_jgrapht_both_ways_after_any_history(@ForAll("histories") List<Change> history) {
        LineageGraph graph = replayed(history);
        DefaultDirectedGraph<String, DefaultEdge> reference = reference(standing(history));
        BFSShortestPath<String, DefaultEdge> shortest = new BFSShortestPath<>(reference);

        assertThat(graph.size()).isEqualTo(reference.vertexSet().size());
        for (String start : reference.vertexSet()) {
            Map<String, Integer> down = new HashMap<>();
            graph.visitDownstream(List.of(start), ASSETS, (urn, hops) -> down.put(urn, hops) == null);
            var paths = shortest.getPaths(start);
            for (String end : reference.vertexSet()) {
                double weight = paths.getWeight(end);
                assertThat(down.get(end)).isEqualTo(Double.isInfinite(weight) ? null : (Integer) (int) weight);
                Map<String, Integer> up = new HashMap<>();
                graph.visitUpstream(List.of(end), ASSETS, (urn, hops) -> up.put(urn, hops) == null);
                assertThat(up.get(start)).isEqualTo(down.get(end));
            }
        }
    }

    @Property(tries = 200)
    void a_walk_that_follows_columns_goes_everywhere_while_none_are_known(
            @ForAll("histories") List<Change> history, @ForAll("histories") List<Change> picks) {
        LineageGraph graph = replayed(history);
        Set<String> failing = new TreeSet<>(
                picks.stream().limit(3).map(pick -> urn(pick.asset())).toList());
        Map<String, Columns> broken = new TreeMap<>();
        failing.forEach(urn -> broken.put(urn, Columns.of(List.of("id"))));

        assertThat(BlastRadius.of(graph, broken, Optional.empty()))
                .isEqualTo(BlastRadius.of(graph, failing, Optional.empty()));
        for (String urn : failing) {
            List<String> whole = new ArrayList<>();
            List<String> columns = new ArrayList<>();
            graph.visitUpstream(List.of(urn), 3, (up, hops) -> whole.add(up + hops));
            graph.visitUpstream(urn, List.of("id"), 3, (up, hops) -> columns.add(up + hops));
            assertThat(columns).isEqualTo(whole);
        }
    }

    @Property(tries = 400)
    void the_blast_radius_agrees_with_jgrapht(
            @ForAll("histories") List<Change> history, @ForAll("histories") List<Change> picks) {
        LineageGraph graph = replayed(history);
        DefaultDirectedGraph<String, DefaultEdge> reference = reference(standing(history));
        BFSShortestPath<String, DefaultEdge> shortest = new BFSShortestPath<>(reference);
        Set<String> failing = new TreeSet<>(
                picks.stream().limit(3).map(pick -> urn(pick.asset())).toList());
        Optional<String> root = picks.stream().skip(3).findFirst().map(pick -> urn(pick.asset()));

        Impact impact = BlastRadius.of(graph, failing, root);

        Map<String, Integer> expected = new TreeMap<>();
        failing.forEach(urn -> expected.put(urn, 0));
        for (String start : failing) {
            for (String end : reference.containsVertex(start) ? reference.vertexSet() : Set.<String>of()) {
                double weight = shortest.getPaths(start).getWeight(end);
                if (!Double.isInfinite(weight)) {
                    expected.merge(end, (int) weight, Math::min);
                }
            }
        }
        Map<String, Integer> actual = new TreeMap<>();
        impact.assets().forEach(affected -> actual.put(affected.urn(), affected.depth()));
        assertThat(actual).isEqualTo(expected);
        assertThat(impact.assetCount()).isEqualTo(expected.size());
        for (Impact.Affected affected : impact.assets()) {
            boolean fromRoot = root.isPresent()
                    && reference.containsVertex(root.get())
                    && reference.containsVertex(affected.urn())
                    && !Double.isInfinite(shortest.getPaths(root.get()).getWeight(affected.urn()));
            int hops = fromRoot ? (int) shortest.getPaths(root.get()).getWeight(affected.urn()) : affected.depth();
            assertThat(affected.path()).hasSize(hops + 1).endsWith(affected.urn());
            assertThat(fromRoot ? root.stream().toList() : failing)
                    .contains(affected.path().get(0));
            for (int i = 1; i < affected.path().size(); i++) {
                assertThat(reference.containsEdge(
                                affected.path().get(i - 1), affected.path().get(i)))
                        .isTrue();
            }
        }
    }

    @Property(tries = 300)
    void what_the_graph_answers_does_not_depend_on_how_it_came_about(
            @ForAll("histories") List<Change> history, @ForAll long seed) {
        LineageGraph lived = replayed(history);
        List<Integer> order = new ArrayList<>(standing(history).keySet());
        Collections.shuffle(order, new Random(seed));
        LineageGraph rebuilt = new LineageGraph();
        order.forEach(asset -> rebuilt.put(node(asset, standing(history).get(asset))));

        assertThat(rebuilt.size()).isEqualTo(lived.size());
        for (int asset = 0; asset < ASSETS; asset++) {
            assertThat(walk(rebuilt, asset)).isEqualTo(walk(lived, asset));
            assertThat(BlastRadius.of(rebuilt, List.of(urn(asset)), Optional.of(urn(0))))
                    .isEqualTo(BlastRadius.of(lived, List.of(urn(asset)), Optional.of(urn(0))));
        }
    }

    private static List<String> walk(LineageGraph graph, int start) {
        List<String> met = new ArrayList<>();
        graph.visitDownstream(List.of(urn(start)), ASSETS, (urn, hops) -> met.add("down " + urn + hops));
        graph.visitUpstream(List.of(urn(start)), ASSETS, (urn, hops) -> met.add("up " + urn + hops));
        return met;
    }
}
