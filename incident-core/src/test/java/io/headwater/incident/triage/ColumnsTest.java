package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.AffectedDashboard;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.ColumnEdge;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.status.Health;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lineage knows of columns narrows what an incident affects, and what may have caused it. */
class ColumnsTest {
    private final Night night = Night.over("raw > orders > money, keys", "other");

    ColumnsTest() {
        board("dash:money1", "money");
        board("dash:keys1", "keys");
        know("orders", new ColumnEdge(urn("raw"), "amount", "total"), new ColumnEdge(urn("raw"), "id", "id"));
        know("money", new ColumnEdge(urn("orders"), "total", "sum"));
        know("keys", new ColumnEdge(urn("orders"), "id", "key"));
    }

    private static String urn(String name) {
        return Warehouse.urn(name);
    }

    private void board(String name, String upstream) {
        night.learn(AssetNode.bare(urn(name), AssetType.DASHBOARD, List.of(urn(upstream))));
    }

    private void know(String name, ColumnEdge... edges) {
        night.learn(new AssetNode(
                urn(name),
                name,
                AssetType.MODEL,
                List.of("dbt:model." + name),
                List.of(),
                Stream.of(edges).map(ColumnEdge::upstream).distinct().toList(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(edges)));
    }

    private static CheckOutcome in(String column, CheckOutcome outcome) {
        return Say.in(List.of(column), outcome);
    }

    @Test
    void a_test_on_a_column_affects_what_the_column_feeds_and_nothing_else() {
        night.hear("02:14", in("total", Say.test("orders").failed("run-1", "02:14")));

        assertThat(night.incident().impact().dashboards())
                .extracting(AffectedDashboard::urn)
                .containsExactly(urn("dash:money1"));
        assertThat(night.status("orders")).isEqualTo(Health.DOWN);
        assertThat(night.status("money")).isEqualTo(Health.DEGRADED);
        assertThat(night.status("keys")).isEqualTo(Health.UP);
    }

    @Test
    void a_second_column_that_fails_widens_it() {
        night.hear("02:14", in("total", Say.test("orders").failed("run-1", "02:14")));
        night.hear("02:15", in("id", Say.monitor("orders").failed("mc-1", "02:15")));

        assertThat(night.incident().impact().dashboardCount()).isEqualTo(2);
        assertThat(night.status("keys")).isEqualTo(Health.DEGRADED);
    }

    @Test
    void what_the_broken_column_does_not_feed_is_not_put_down_to_it() {
        know("money", new ColumnEdge(urn("orders"), "total", "sum"), new ColumnEdge(urn("other"), "rate", "rate"));
        night.hear("02:14", Say.test("orders").failed("run-1", "02:14"));
        night.hear("02:15", in("rate", Say.monitor("money").failed("mc-1", "02:15")));
        assertThat(night.live()).hasSize(2);

        night.hear("02:16", in("key", Say.monitor("keys").failed("mc-2", "02:16")));
        assertThat(night.live()).hasSize(2);
        assertThat(night.holding("monte-carlo/volume_keys")).isEqualTo(night.holding("dbt/not_null_orders"));
    }

    @Test
    void columns_that_lineage_learns_later_narrow_the_impact_as_a_new_revision() {
        know("keys", new ColumnEdge(urn("orders"), "total", "key"));
        night.hear("02:14", in("total", Say.test("orders").failed("run-1", "02:14")));
        assertThat(night.incident().impact().dashboardCount()).isEqualTo(2);

        know("keys", new ColumnEdge(urn("orders"), "id", "key"));
        night.until("02:20");
        assertThat(night.incident().impact().dashboardCount()).isEqualTo(1);
        assertThat(night.incident().impact().revision()).isEqualTo(2);
    }
}
