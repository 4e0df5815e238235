package io.headwater.incident.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LineageGraphTest {
    private final LineageGraph graph = new LineageGraph();

    private static AssetNode asset(String urn, String... upstreams) {
        return AssetNode.bare(urn, AssetType.TABLE, List.of(upstreams));
    }

    private static AssetNode known(String urn, List<String> aliases, List<CheckId> checks) {
        List<KnownCheck> known = checks.stream()
                .map(id -> new KnownCheck(id, id.check(), CheckKind.DATA_TEST, List.of()))
                .toList();
        return new AssetNode(
                urn,
                "known",
                AssetType.TABLE,
                aliases,
                known,
                List.of(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private List<String> downstream(String start, int maxHops) {
        List<String> met = new ArrayList<>();
        graph.visitDownstream(List.of(start), maxHops, (urn, hops) -> met.add(urn + "@" + hops));
        return met;
    }

    @Test
    void an_upstream_that_is_named_but_not_described_is_a_placeholder() {
        graph.put(asset("t:b", "t:a"));

        assertThat(graph.contains("t:a")).isTrue();
        assertThat(graph.asset("t:a")).isEmpty();
        assertThat(graph.nameOf("t:a")).isEqualTo("a");
        assertThat(downstream("t:a", 8)).containsExactly("t:a@0", "t:b@1");
    }

    @Test
    void a_removed_asset_stays_as_a_placeholder_while_others_name_it_and_then_goes() {
        graph.put(asset("t:a"));
        graph.put(asset("t:b", "t:a"));

        graph.remove("t:a");
        assertThat(graph.contains("t:a")).isTrue();
        assertThat(graph.asset("t:a")).isEmpty();

        graph.remove("t:b");
        assertThat(graph.size()).isZero();
        assertThat(graph.contains("t:a")).isFalse();
    }

    @Test
    void a_replaced_asset_loses_its_old_edges_aliases_and_checks() {
        CheckId before = new CheckId("dbt", "test.before");
        CheckId after = new CheckId("dbt", "test.after");
        graph.put(known("t:b", List.of("dbt:model.b"), List.of(before)));
        graph.put(known("t:b", List.of("dbt:model.b2"), List.of(after)));
        graph.put(asset("t:c", "t:x"));
        graph.put(asset("t:c", "t:y"));

        assertThat(graph.resolve("dbt:model.b")).isEmpty();
        assertThat(graph.resolve("dbt:model.b2")).contains("t:b");
        assertThat(graph.assetsOf(before)).isEmpty();
        assertThat(graph.assetsOf(after)).containsExactly("t:b");
        assertThat(graph.upstreams("t:c")).containsExactly("t:y");
        assertThat(graph.contains("t:x")).isFalse();
    }

    @Test
    void an_alias_or_check_that_two_assets_claim_goes_by_urn() {
        CheckId relationship = new CheckId("dbt", "test.relationships");
        graph.put(known("t:z", List.of("name:orders"), List.of(relationship)));
        graph.put(known("t:a", List.of("name:orders"), List.of(relationship)));

        assertThat(graph.resolve("name:orders")).contains("t:a");
        assertThat(graph.assetsOf(relationship)).containsExactly("t:a", "t:z");

        graph.remove("t:a");
        assertThat(graph.resolve("name:orders")).contains("t:z");
    }

    @Test
    void edges_to_itself_and_second_edges_are_dropped_and_cycles_walked_once() {
        graph.put(asset("t:a", "t:a", "t:c", "t:c"));
        graph.put(asset("t:b", "t:a"));
        graph.put(asset("t:c", "t:b"));

        assertThat(graph.upstreams("t:a")).containsExactly("t:c");
        assertThat(downstream("t:a", 8)).containsExactly("t:a@0", "t:b@1", "t:c@2");
    }

    @Test
    void a_start_nobody_knows_is_visited_and_leads_nowhere() {
        assertThat(downstream("t:nowhere", 8)).containsExactly("t:nowhere@0");
    }

    @Test
    void a_walk_ends_at_max_hops_or_when_the_visitor_has_enough() {
        graph.put(asset("t:b", "t:a"));
        graph.put(asset("t:c", "t:b"));
        graph.put(asset("t:d", "t:c"));
        List<String> met = new ArrayList<>();
        graph.visitUpstream(List.of("t:d"), 8, (urn, hops) -> {
            met.add(urn);
            return met.size() < 2;
        });

        assertThat(downstream("t:a", 2)).containsExactly("t:a@0", "t:b@1", "t:c@2");
        assertThat(met).containsExactly("t:d", "t:c");
    }

    @Test
    void listeners_hear_of_changed_upstreams_and_of_nothing_else() {
        List<String> rewired = new ArrayList<>();
        graph.onRewired(rewired::add);

        graph.put(asset("t:a"));
        graph.put(asset("t:b", "t:a"));
        graph.put(asset("t:b", "t:a"));
        graph.put(asset("t:b"));
        graph.remove("t:b");

        assertThat(rewired).containsExactly("t:b", "t:b");
    }
}
