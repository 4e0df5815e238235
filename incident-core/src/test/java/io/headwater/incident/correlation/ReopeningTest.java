package io.headwater.incident.correlation;

import static io.headwater.incident.correlation.Warehouse.at;
import static io.headwater.incident.correlation.Warehouse.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReopeningTest {
    private final Warehouse warehouse = Warehouse.of("raw.orders > stg_orders > orders", "stg_orders > refunds");
    private final ResolvedIncident resolved = new ResolvedIncident(
            "INC-1",
            Set.of(urn("stg_orders")),
            Set.of(warehouse.test("stg_orders").id(), warehouse.test("orders").id()),
            at("03:00"));

    private boolean reopens(Failure... failures) {
        Estimate estimate = RootCause.estimate(List.of(failures), warehouse.evidence());
        return new Reopening().sameCause(estimate, List.of(failures), resolved, CorrelationPolicy.DEFAULTS);
    }

    @Test
    void the_same_root_cause_comes_back_even_by_other_checks() {
        assertThat(reopens(warehouse.monitor("stg_orders").failed("05:00"))).isTrue();
    }

    @Test
    void a_group_most_of_whose_checks_were_in_it_comes_back() {
        assertThat(reopens(warehouse.test("orders").failed("05:00", "04:00"))).isTrue();
    }

    @Test
    void the_same_check_among_others_failing_for_another_reason_is_a_new_incident() {
        assertThat(reopens(
                        warehouse.freshness("raw.orders").failed("04:50", "03:50"),
                        warehouse.monitor("raw.orders").failed("04:55"),
                        warehouse.test("orders").failed("05:00", "04:00")))
                .isFalse();
    }

    @Test
    void half_of_the_checks_are_not_most() {
        assertThat(reopens(
                        warehouse.test("orders").failed("05:00", "04:00"),
                        warehouse.monitor("orders").failed("05:00")))
                .isFalse();
    }

    @Test
    void after_the_reopen_window_it_is_a_new_incident() {
        assertThat(reopens(warehouse.test("stg_orders").failed("+1 03:00", "04:00")))
                .isTrue();
        assertThat(reopens(warehouse.test("stg_orders").failed("+1 03:01", "04:00")))
                .isFalse();
    }

    @Test
    void what_failed_over_an_hour_before_the_resolution_is_no_return() {
        assertThat(reopens(warehouse.test("stg_orders").failed("02:00", "01:00")))
                .isTrue();
        assertThat(reopens(warehouse.test("stg_orders").failed("01:59", "01:00")))
                .isFalse();
        assertThat(reopens(
                        warehouse.test("stg_orders").failed("01:00", "00:30"),
                        warehouse.test("orders").failed("03:10", "03:00")))
                .isTrue();
    }
}
