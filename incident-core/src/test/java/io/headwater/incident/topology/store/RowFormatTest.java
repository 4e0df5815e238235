package io.headwater.incident.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.ColumnEdge;
import io.headwater.incident.lineage.KnownCheck;
import io.headwater.incident.lineage.Owner;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class RowFormatTest {
    private static final Serde<AssetNode> ASSETS = RowFormat.ofAssets();

    private static final AssetNode FULL = new AssetNode(
            "table:dwh.main.commandes_reçues",
            "Commandes reçues 🚚",
            AssetType.MODEL,
            List.of("dbt:model.shop.commandes", "mc:" + "x".repeat(300)),
            List.of(new KnownCheck(
                    new CheckId("dbt", "test.a/b"), "not null", CheckKind.DATA_TEST, List.of("id", "à"))),
            List.of("table:dwh.raw.b", "table:dwh.raw.a"),
            List.of(Owner.team("core"), Owner.person("9f")),
            OptionalInt.of(-3),
            Optional.of("high"),
            Optional.of(""),
            Optional.of("https://example.com"),
            List.of(
                    new ColumnEdge("table:dwh.raw.a", "montant", "total"),
                    new ColumnEdge("table:dwh.raw.b", "id", "à")));

    private static AssetNode thereAndBack(AssetNode node) {
        return ASSETS.deserializer().deserialize("", ASSETS.serializer().serialize("", node));
    }

    @Test
    void an_asset_comes_back_as_it_was_kept() {
        assertThat(thereAndBack(FULL)).isEqualTo(FULL);
        AssetNode bare = AssetNode.bare("t:a", AssetType.OTHER, List.of());
        assertThat(thereAndBack(bare)).isEqualTo(bare);
    }

    @Test
    void an_asset_that_is_gone_is_no_row() {
        assertThat(thereAndBack(null)).isNull();
    }

    @Test
    void an_asset_that_an_earlier_release_kept_is_read() {
        assertThat(ASSETS.deserializer().deserialize("", RowFormat.write(FULL))).isEqualTo(FULL);
    }

    @Test
    void what_a_later_release_adds_at_the_end_is_passed_over() {
        byte[] row = ASSETS.serializer().serialize("", FULL);
        assertThat(ASSETS.deserializer().deserialize("", Arrays.copyOf(row, row.length + 7)))
                .isEqualTo(FULL);
    }

    @Test
    void the_order_of_a_task_comes_back_as_it_was_kept_by_this_release_or_an_earlier_one() {
        Serde<OrderRow> rows = RowFormat.ofOrder();
        for (OrderRow row :
                List.of(new OrderRow(7, "headwater.alerts.v1", 3, 40, 41), new OrderRow(8, null, 0, 0, 0))) {
            assertThat(rows.deserializer().deserialize("", rows.serializer().serialize("", row)))
                    .isEqualTo(row);
            assertThat(rows.deserializer().deserialize("", RowFormat.write(row)))
                    .isEqualTo(row);
        }
    }
}
