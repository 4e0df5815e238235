package io.headwater.incident.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns narrow a walk where lineage knows them, and nowhere else. */
class ColumnWalkTest {
    private final LineageGraph graph = new LineageGraph();

    /** {@code edges}: {@code upstream.column>column} each, or an upstream alone of which no columns are told. */
    private void put(String urn, String... edges) {
        List<ColumnEdge> columns = Stream.of(edges)
                .filter(edge -> edge.contains(">"))
                .map(edge -> edge.split("[.>]"))
                .map(parts -> new ColumnEdge(parts[0], parts[1], parts[2]))
                .toList();
        List<String> upstreams =
                Stream.of(edges).map(edge -> edge.split("[.>]")[0]).distinct().toList();
        graph.put(new AssetNode(
                urn,
                urn,
                urn.startsWith("d:") ? AssetType.DASHBOARD : AssetType.TABLE,
                List.of(),
                List.of(),
                upstreams,
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                columns));
    }

    @BeforeEach
    void warehouse() {
        put("t:raw");
        put("t:orders", "t:raw.amount>total", "t:raw.id>id");
        put("t:money", "t:orders.total>sum");
        put("t:keys", "t:orders.id>key");
        put("d:money", "t:money");
        put("d:keys", "t:keys.key>key");
    }

    private Impact impact(String urn, String... columns) {
        return BlastRadius.of(graph, Map.of(urn, Columns.of(List.of(columns))), Optional.of(urn));
    }

    private List<String> upstream(String urn, String... columns) {
        List<String> met = new ArrayList<>();
        graph.visitUpstream(urn, List.of(columns), 8, (up, hops) -> met.add(up + hops));
        return met;
    }

    @Test
    void what_fails_in_a_column_affects_only_what_that_column_feeds() {
        assertThat(impact("t:raw", "amount").urns()).containsExactly("t:raw", "t:orders", "t:money", "d:money");
        assertThat(impact("t:raw", "amount").dashboards()).singleElement().satisfies(board -> assertThat(board.path())
                .containsExactly("t:raw", "t:orders", "t:money", "d:money"));
        assertThat(impact("t:raw", "id").urns()).containsExactly("t:raw", "t:orders", "t:keys", "d:keys");
        assertThat(impact("t:raw", "note").urns()).containsExactly("t:raw");
    }

    @Test
    void what_fails_as_a_whole_affects_all_downstream() {
        assertThat(impact("t:raw").assetCount()).isEqualTo(6);
    }

    @Test
    void a_link_without_columns_leads_on_whole() {
        put("t:keys", "t:orders");
        assertThat(impact("t:raw", "amount").urns()).contains("t:keys", "d:keys");
    }

    @Test
    void only_what_feeds_the_columns_is_upstream() {
        put("t:other");
        put("t:keys", "t:orders.id>key", "t:other.name>name");

        assertThat(upstream("t:keys", "key")).containsExactly("t:keys0", "t:orders1", "t:raw2");
        assertThat(upstream("t:keys", "name")).containsExactly("t:keys0", "t:other1");
        assertThat(upstream("t:keys")).containsExactly("t:keys0", "t:orders1", "t:other1", "t:raw2");
    }

    @Test
    void an_asset_that_is_met_again_with_more_columns_leads_on_with_those() {
        put("t:a", "t:raw.amount>x");
        put("t:b", "t:a.x>x", "t:raw.amount>y");
        put("t:c", "t:b.x>z");

        assertThat(impact("t:raw", "amount").urns()).contains("t:b", "t:c");
    }

    @Test
    void a_path_from_a_root_cause_that_fails_in_a_column_follows_the_column() {
        put("t:short", "t:raw.id>id");
        put("d:money", "t:money", "t:short.note>note");
        Map<String, Columns> broken =
                Map.of("t:raw", Columns.of(List.of("amount")), "t:money", Columns.of(List.of("sum")));

        Impact impact = BlastRadius.of(graph, broken, Optional.of("t:raw"));
        assertThat(impact.dashboards()).singleElement().satisfies(board -> assertThat(board.path())
                .containsExactly("t:raw", "t:orders", "t:money", "d:money"));
    }

    @Test
    void columns_in_a_circle_end() {
        put("t:a", "t:b.y>x", "t:raw.amount>x");
        put("t:b", "t:a.x>y");

        assertThat(impact("t:raw", "amount").urns()).contains("t:a", "t:b");
        assertThat(upstream("t:b", "y")).containsExactly("t:b0", "t:a1", "t:raw2");
    }

    @Test
    void a_start_that_lineage_does_not_know_affects_itself() {
        assertThat(impact("t:nowhere", "id").urns()).containsExactly("t:nowhere");
    }
}
