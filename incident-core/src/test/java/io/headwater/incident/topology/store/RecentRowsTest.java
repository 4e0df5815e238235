package io.headwater.incident.topology.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentRowsTest {
    private final RecentRows<Integer> rows = new RecentRows<>(3);

    @Test
    void what_is_used_stays_and_the_rest_goes() {
        rows.put("used", 0);
        for (int i = 1; i < 100; i++) {
            rows.put("row-" + i, i);
            assertThat(rows.get("used")).as("after row %d", i).isZero();
        }

        assertThat(rows.get("row-99")).isEqualTo(99);
        assertThat(rows.get("row-90")).isNull();
    }

    @Test
    void the_newer_row_counts_wherever_the_older_one_is() {
        rows.put("check", 1);
        for (int i = 0; i < 4; i++) {
            rows.put("row-" + i, i);
        }
        rows.put("check", 2);

        assertThat(rows.get("check")).isEqualTo(2);
    }
}
