package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.outcome.OutcomeStatus;
import org.junit.jupiter.api.Test;

/** A run has one outcome of a check: what its source said of it first is taken back. */
class TakenBackTest {
    private final Night night =
            Night.over("raw.orders > stg_orders > orders > mart > dash:sales", "hr > payroll > wages > dash:wages_1");

    @Test
    void an_update_to_failed_with_an_earlier_time_is_placed() {
        Say orders = Say.test("orders");
        night.hear("02:15", orders.passed("run-1", "02:14"));
        night.hear("02:20", orders.failed("run-1", "02:13"));
        assertThat(night.incident().failingCheckCount()).isEqualTo(1);
    }

    @Test
    void a_pass_that_was_taken_back_does_not_part_what_failed_from_its_cause() {
        Say orders = Say.test("orders");
        Say stg = Say.test("stg_orders");
        night.hear("01:15", stg.passed("run-0", "01:14"), orders.passed("run-0", "01:14"));
        night.hear("02:15", stg.failed("run-1", "02:10"), orders.passed("run-1", "02:14"));
        night.hear("02:20", orders.failed("run-1", "02:14"));
        assertThat(night.live()).hasSize(1);
    }

    @Test
    void a_pass_that_was_taken_back_is_not_the_last_pass() {
        Say orders = Say.test("orders");
        night.hear("01:15", orders.passed("run-0", "01:14"));
        night.hear("02:15", orders.passed("run-1", "02:14"));
        night.hear("02:20", orders.failed("run-1", "02:14"));
        assertThat(night.incident().brokenFrom()).contains(Warehouse.at("01:14"));
    }

    @Test
    void an_update_to_warned_with_an_earlier_time_has_the_last_word() {
        Say orders = Say.test("orders");
        night.hear("02:15", orders.failed("run-1", "02:14"));
        night.hear("02:21", orders.warned("run-1", "02:13"));
        assertThat(night.incident().alert(orders.id()).orElseThrow().status()).isEqualTo(OutcomeStatus.WARNED);
    }
}
