package io.headwater.incident.lineage;

import static io.headwater.incident.lineage.AssetType.DASHBOARD;
import static io.headwater.incident.lineage.AssetType.ML_MODEL;
import static io.headwater.incident.lineage.AssetType.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlastRadiusTest {
    private final LineageGraph graph = new LineageGraph();

    private void put(String urn, AssetType type, int tier, Owner owner, String... upstreams) {
        graph.put(new AssetNode(
                urn,
                AssetNode.shortName(urn),
                type,
                List.of(),
                List.of(),
                List.of(upstreams),
                List.of(owner),
                tier == 0 ? OptionalInt.empty() : OptionalInt.of(tier),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
    }

    @BeforeEach
    void warehouse() {
        Owner core = Owner.team("core");
        put("t:raw", TABLE, 0, core);
        put("t:stg", TABLE, 0, core, "t:raw");
        put("t:orders", TABLE, 2, core, "t:stg");
        put("t:refunds", TABLE, 3, Owner.person("9f"), "t:stg");
        put("d:sales", DASHBOARD, 1, Owner.team("sales"), "t:orders", "t:refunds");
        put("d:adhoc", DASHBOARD, 0, core, "t:refunds");
        put("m:churn", ML_MODEL, 2, core, "t:orders");
    }

    @Test
    void all_that_lies_downstream_is_affected_the_failing_asset_too() {
        Impact impact = BlastRadius.of(graph, List.of("t:stg"), Optional.of("t:stg"));

        assertThat(impact.urns()).containsExactly("t:stg", "t:orders", "t:refunds", "d:sales", "m:churn", "d:adhoc");
        assertThat(impact.assets()).extracting(Impact.Affected::depth).containsExactly(0, 1, 1, 2, 2, 2);
        assertThat(impact.assetCount()).isEqualTo(6);
        assertThat(impact.bestTier()).hasValue(1);
        assertThat(impact.owners()).containsExactly(Owner.person("9f"), Owner.team("core"), Owner.team("sales"));
    }

    @Test
    void dashboards_come_by_tier_then_name_and_ml_models_count_among_them() {
        Impact impact = BlastRadius.of(graph, List.of("t:stg"), Optional.empty());

        assertThat(impact.dashboards())
                .extracting(Impact.Affected::urn)
                .containsExactly("d:sales", "m:churn", "d:adhoc");
        assertThat(impact.dashboardCount()).isEqualTo(3);
    }

    @Test
    void paths_start_at_the_root_cause_even_where_it_is_silent() {
        Impact impact = BlastRadius.of(graph, List.of("t:orders", "t:refunds"), Optional.of("t:raw"));

        assertThat(impact.urns()).doesNotContain("t:raw", "t:stg");
        assertThat(impact.dashboards().get(0).path()).containsExactly("t:raw", "t:stg", "t:orders", "d:sales");
    }

    @Test
    void what_the_root_cause_does_not_reach_has_its_path_from_the_nearest_failing_asset() {
        Impact impact = BlastRadius.of(graph, List.of("t:orders", "t:refunds"), Optional.of("t:orders"));

        Impact.Affected adhoc = impact.dashboards().get(2);
        assertThat(adhoc.path()).containsExactly("t:refunds", "d:adhoc");
        assertThat(adhoc.depth()).isEqualTo(1);
    }

    @Test
    void an_asset_lineage_does_not_know_affects_itself() {
        Impact impact = BlastRadius.of(graph, List.of("t:nowhere"), Optional.of("t:nowhere"));

        assertThat(impact.urns()).containsExactly("t:nowhere");
        assertThat(impact.assets().get(0).path()).containsExactly("t:nowhere");
        assertThat(impact.dashboardCount()).isZero();
    }

    @Test
    void nothing_failing_affects_nothing() {
        assertThat(BlastRadius.of(graph, List.of(), Optional.empty())).isEqualTo(Impact.NONE);
    }

    @Test
    void an_impact_is_a_value_that_later_lineage_does_not_reach() {
        Impact before = BlastRadius.of(graph, List.of("t:refunds"), Optional.of("t:stg"));
        Impact same = BlastRadius.of(graph, List.of("t:refunds"), Optional.of("t:stg"));

        graph.remove("d:adhoc");
        graph.remove("t:refunds");

        assertThat(before).isEqualTo(same);
        assertThat(before.assets().get(1).path())
                .containsExactly("t:stg", "t:refunds", before.urns().get(1));
        assertThat(before).isNotEqualTo(BlastRadius.of(graph, List.of("t:refunds"), Optional.of("t:stg")));
    }
}
