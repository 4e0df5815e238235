package io.headwater.incident.correlation;

import static io.headwater.incident.correlation.Warehouse.at;
import static io.headwater.incident.correlation.Warehouse.urn;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {
    private final Warehouse warehouse = Warehouse.of("raw.orders > stg_orders > orders > daily", "raw.people > people");
    private final Neighbourhood neighbourhood = new Neighbourhood(warehouse.graph(), CorrelationPolicy.DEFAULTS);

    private List<String> near(String... assets) {
        return neighbourhood.near(List.of(assets).stream()
                .map(asset -> warehouse.test(asset).failed("02:00"))
                .toList());
    }

    @Test
    void incidents_that_share_an_upstream_are_near_the_nearest_first() {
        neighbourhood.put("INC-raw", List.of(urn("raw.orders")), at("01:00"));
        neighbourhood.put("INC-daily", List.of(urn("daily")), at("01:00"));
        neighbourhood.put("INC-people", List.of(urn("people")), at("01:00"));

        assertThat(near("orders")).containsExactly("INC-daily", "INC-raw");
        assertThat(near("people")).containsExactly("INC-people");
    }

    @Test
    void of_equally_near_incidents_the_one_that_failed_last_comes_first() {
        neighbourhood.put("INC-1", List.of(urn("orders")), at("01:00"));
        neighbourhood.put("INC-2", List.of(urn("orders")), at("01:30"));

        assertThat(near("orders")).containsExactly("INC-2", "INC-1");
    }

    @Test
    void a_closed_incident_is_nowhere() {
        neighbourhood.put("INC-1", List.of(urn("orders")), at("01:00"));
        neighbourhood.remove("INC-1");

        assertThat(near("orders")).isEmpty();
    }

    @Test
    void new_lineage_brings_incidents_near_and_takes_them_apart() {
        neighbourhood.put("INC-1", List.of(urn("people")), at("01:00"));
        assertThat(near("orders")).isEmpty();

        warehouse.graph().put(AssetNode.bare(urn("raw.people"), AssetType.TABLE, List.of(urn("raw.orders"))));
        assertThat(near("orders")).containsExactly("INC-1");

        warehouse.graph().put(AssetNode.bare(urn("raw.people"), AssetType.TABLE, List.of()));
        assertThat(near("orders")).isEmpty();
    }

    @Test
    void an_incident_on_an_asset_described_only_later_is_found_once_it_is() {
        neighbourhood.put("INC-1", List.of(urn("new_mart")), at("01:00"));
        assertThat(near("new_mart")).containsExactly("INC-1");

        warehouse.graph().put(AssetNode.bare(urn("new_mart"), AssetType.TABLE, List.of(urn("orders"))));

        assertThat(near("stg_orders")).containsExactly("INC-1");
    }

    @Test
    void no_more_than_max_stories_are_named_however_many_are_open() {
        for (int i = 0; i < 1_000; i++) {
            neighbourhood.put(
                    "INC-%04d".formatted(i), List.of(urn("daily")), at("01:00").plusSeconds(300L * i));
        }

        assertThat(near("orders"))
                .hasSize(CorrelationPolicy.DEFAULTS.maxStories())
                .startsWith("INC-0999", "INC-0998");
    }
}
