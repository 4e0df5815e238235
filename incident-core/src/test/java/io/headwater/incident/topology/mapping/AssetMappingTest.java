package io.headwater.incident.topology.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.ColumnEdge;
import io.headwater.incident.lineage.KnownCheck;
import io.headwater.incident.lineage.Owner;
import io.headwater.schema.Alias;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetCheck;
import io.headwater.schema.AssetFacet;
import io.headwater.schema.Upstream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What several scopes say of an asset, as one. */
class AssetMappingTest {
    private static final String URN = "table:dwh.main.orders";
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void the_columns_of_all_facets_upstreams_are_known() {
        Upstream columns = Upstream.newBuilder()
                .setUrn("table:a")
                .setColumns(List.of(new io.headwater.schema.ColumnEdge("amount", "total")))
                .build();
        AssetNode node = node(
                facet("a", NOON).setUpstreams(List.of(columns)),
                facet("b", NOON).setUpstreams(List.of(upstream("table:a"), upstream("table:b"))));

        assertThat(node.columnEdges()).containsExactly(new ColumnEdge("table:a", "amount", "total"));
    }

    @Test
    void an_asset_of_one_facet_is_what_the_facet_says() {
        AssetNode node = node(facet("dbt", NOON)
                .setType(io.headwater.schema.AssetType.MODEL)
                .setAliases(List.of(new Alias("dbt", "model.shop.orders")))
                .setChecks(List.of(check("unique_orders")))
                .setUpstreams(List.of(upstream("table:dwh.main.stg_orders")))
                .setOwners(List.of(new io.headwater.schema.Owner("ada", "core")))
                .setTier(1)
                .setMaturity("high")
                .setDomain("sales")
                .setUrl("https://docs/orders"));

        assertThat(node.urn()).isEqualTo(URN);
        assertThat(node.name()).isEqualTo("orders by dbt");
        assertThat(node.type()).isEqualTo(AssetType.MODEL);
        assertThat(node.aliases()).containsExactly("dbt:model.shop.orders");
        assertThat(node.checks()).extracting(KnownCheck::name).containsExactly("unique_orders");
        assertThat(node.upstreams()).containsExactly("table:dwh.main.stg_orders");
        assertThat(node.owners()).extracting(Owner::toString).hasSize(1);
        assertThat(node.tier()).hasValue(1);
        assertThat(node.maturity()).contains("high");
        assertThat(node.domain()).contains("sales");
        assertThat(node.url()).contains("https://docs/orders");
    }

    @Test
    void lists_are_united_and_the_gravest_tier_holds() {
        AssetNode node = node(
                facet("a", NOON).setTier(2).setUpstreams(List.of(upstream("table:a"), upstream("table:b"))),
                facet("b", NOON.minusSeconds(60))
                        .setTier(1)
                        .setUpstreams(List.of(upstream("table:b"), upstream("table:c"))));

        assertThat(node.upstreams()).containsExactly("table:a", "table:b", "table:c");
        assertThat(node.tier()).hasValue(1);
    }

    @Test
    void where_scopes_differ_the_one_observed_last_has_the_word() {
        AssetNode node = node(
                facet("a", NOON.minusSeconds(60)).setDomain("old").setUrl("https://old"),
                facet("b", NOON).setDomain("new"));

        assertThat(node.name()).isEqualTo("orders by b");
        assertThat(node.domain()).contains("new");
        assertThat(node.url()).as("which the latest does not speak of").contains("https://old");
    }

    @Test
    void the_order_in_which_facets_are_kept_does_not_matter() {
        AssetFacet.Builder a = facet("a", NOON).setDomain("a");
        AssetFacet.Builder b = facet("b", NOON).setDomain("b");

        assertThat(node(a, b)).isEqualTo(node(b, a));
        assertThat(node(a, b).domain()).contains("b");
    }

    @Test
    void a_source_yields_to_the_scope_that_builds_the_asset() {
        AssetNode node = node(
                facet("consumer", NOON).setType(io.headwater.schema.AssetType.SOURCE),
                facet("producer", NOON.minusSeconds(60)).setType(io.headwater.schema.AssetType.SEED));

        assertThat(node.type()).isEqualTo(AssetType.SEED);
        assertThat(node(facet("consumer", NOON).setType(io.headwater.schema.AssetType.SOURCE))
                        .type())
                .isEqualTo(AssetType.SOURCE);
    }

    @Test
    void a_check_that_two_scopes_know_is_one() {
        AssetNode node = node(
                facet("a", NOON).setChecks(List.of(check("unique_orders"))),
                facet("b", NOON).setChecks(List.of(check("unique_orders"), check("not_null"))));

        assertThat(node.checks()).extracting(known -> known.id().check()).containsExactly("unique_orders", "not_null");
    }

    @Test
    void an_asset_without_facets_or_name_is_called_by_its_urn() {
        assertThat(node().name()).isEqualTo("orders");
        assertThat(node(facet("a", NOON).setName(" ")).name()).isEqualTo("orders");
    }

    private static AssetNode node(AssetFacet.Builder... facets) {
        return AssetMapping.toCore(Asset.newBuilder()
                .setWorkspace("shop")
                .setUrn(URN)
                .setFacets(Stream.of(facets).map(AssetFacet.Builder::build).toList())
                .build());
    }

    private static AssetFacet.Builder facet(String scope, Instant observedAt) {
        return AssetFacet.newBuilder().setScope(scope).setObservedAt(observedAt).setName("orders by " + scope);
    }

    private static AssetCheck check(String name) {
        return AssetCheck.newBuilder()
                .setSource("dbt")
                .setCheck(name)
                .setName(name)
                .build();
    }

    private static Upstream upstream(String urn) {
        return Upstream.newBuilder().setUrn(urn).build();
    }
}
