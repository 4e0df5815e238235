package io.headwater.lineage.facet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapsTest {

    @Test
    void what_fits_is_left_as_it_is() {
        Facet facet = Facet.bare("table:a", AssetType.MODEL, "a");
        assertThat(Caps.cap(facet)).isEqualTo(new Caps.Capped(facet, List.of()));
    }

    @Test
    void a_huge_facet_is_cut_where_it_is_longest_and_says_so() {
        Facet facet = new Facet.Builder("table:a", AssetType.MODEL, "a")
                .description(Optional.of("words ".repeat(100_000)))
                .columns(IntStream.range(0, 50_000).mapToObj(i -> "column_" + i).toList())
                .tags(List.of("finance"))
                .build();

        Caps.Capped capped = Caps.cap(facet);

        assertThat(Caps.size(capped.facet())).isLessThanOrEqualTo(Caps.FACET_BYTES);
        assertThat(capped.facet().tags()).containsExactly("finance");
        assertThat(capped.facet().columns()).isNotEmpty();
        assertThat(capped.cut()).contains("description cut to 4000 characters", "columns cut by half");
        assertThat(Caps.cap(facet)).isEqualTo(capped);
    }

    @Test
    void of_too_many_facets_those_that_build_the_asset_stay() {
        AssetFacets asset = AssetFacets.none("table:a");
        for (int i = 0; i < 20; i++) {
            AssetType type = i == 7 ? AssetType.MODEL : AssetType.SOURCE;
            Facet facet = new Facet.Builder("table:a", type, "a")
                    .columns(IntStream.range(0, 1_000)
                            .mapToObj(n -> "column_" + n)
                            .toList())
                    .build();
            asset = asset.with(new ScopedFacet("dbt/p" + i, Instant.EPOCH, facet));
        }
        List<String> cut = new ArrayList<>();

        AssetFacets fitting = Caps.fit(asset, 100_000, cut);

        assertThat(fitting.byScope()).containsKey("dbt/p7").hasSizeLessThan(20);
        assertThat(cut).hasSize(20 - fitting.byScope().size());
    }

    @Test
    void merged_facets_take_the_gravest_tier_and_the_builders_name() {
        Facet model = new Facet.Builder("table:a", AssetType.MODEL, "orders")
                .tier(java.util.OptionalInt.of(3))
                .build();
        Facet source = new Facet.Builder("table:a", AssetType.SOURCE, "ORDERS")
                .tier(java.util.OptionalInt.of(1))
                .upstreams(List.of(Upstream.of("table:b")))
                .build();
        AssetFacets asset = AssetFacets.none("table:a")
                .with(new ScopedFacet("dbt/a", Instant.EPOCH, model))
                .with(new ScopedFacet("dbt/b", Instant.EPOCH.plusSeconds(9), source));

        Facet merged = MergedAsset.of(asset).facet();

        assertThat(merged.name()).isEqualTo("orders");
        assertThat(merged.type()).isEqualTo(AssetType.MODEL);
        assertThat(merged.tier()).hasValue(1);
        assertThat(merged.upstreams()).containsExactly(Upstream.of("table:b"));
    }
}
