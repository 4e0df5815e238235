package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.incident.Priority;
import io.headwater.incident.status.Health;
import org.junit.jupiter.api.Test;

/** A test that errors is broken itself, which says nothing about the data, whatever it had said before. */
class BrokenCheckTest {
    private static final Say ORDERS = Say.test("orders");

    private final Night night =
            Night.over("raw.orders > stg_orders > orders > dash:sales_1", "hr > payroll > dash:wages_1");

    @Test
    void one_that_warned_and_then_broke_still_only_warns() {
        night.run("02:15", ORDERS.warned("run-1", "02:14"));
        night.run("03:15", ORDERS.errored("run-2", "03:14"));

        assertOrdersIsDegradedOnly();
    }

    @Test
    void one_that_failed_and_then_broke_still_fails() {
        night.run("02:15", ORDERS.failed("run-1", "02:14"));
        night.run("03:15", ORDERS.errored("run-2", "03:14"));

        assertThat(night.status("orders")).isEqualTo(Health.DOWN);
        assertThat(night.incident().priority()).isEqualTo(Priority.P0);
    }

    @Test
    void one_that_failed_passed_and_then_broke_is_degraded() {
        Say staged = Say.test("stg_orders");
        night.run("02:15", ORDERS.failed("run-1", "02:14"), staged.warned("run-1", "02:14"));
        night.until("02:20");
        night.run("03:15", ORDERS.passed("run-2", "03:14"), staged.warned("run-2", "03:14"));
        night.run("04:15", ORDERS.errored("run-3", "04:14"), staged.warned("run-3", "04:14"));

        assertOrdersIsDegradedOnly();
    }

    @Test
    void what_its_source_takes_back_of_the_same_run_is_taken_back() {
        night.hear("02:15", ORDERS.failed("run-1", "02:14"));
        night.hear("02:16", ORDERS.errored("run-1", "02:14"));

        assertOrdersIsDegradedOnly();
    }

    private void assertOrdersIsDegradedOnly() {
        assertThat(night.status("orders")).isEqualTo(Health.DEGRADED);
        assertThat(night.incident().priority()).isGreaterThanOrEqualTo(Priority.P3);
    }
}
