package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.outcome.CheckOutcome;
import org.junit.jupiter.api.Test;

/** The outcomes of one run are placed together; a monitor's at once. */
class RunTest {
    private final Night night = Night.over("raw.orders > stg_orders > orders > dash:sales", "raw.hr > hr");

    @Test
    void the_failures_of_a_run_are_placed_together_once_it_is_whole() {
        night.hear("02:15", of(3, Say.test("orders").failed("run-1", "02:14")));
        night.hear("02:15", of(3, Say.test("stg_orders").failed("run-1", "02:14")));
        assertThat(night.incidents()).isEmpty();

        night.hear("02:15", of(3, Say.test("hr").passed("run-1", "02:14")));

        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("stg_orders"));
        assertThat(night.incident().alertCount()).isEqualTo(2);
    }

    @Test
    void a_run_that_does_not_become_whole_is_placed_after_run_wait() {
        night.hear("02:15", of(3, Say.test("orders").failed("run-1", "02:14")));
        night.until(Warehouse.at("02:15").plusSeconds(29));
        assertThat(night.incidents()).isEmpty();

        night.until(Warehouse.at("02:15").plusSeconds(30));
        assertThat(night.incident().openedAt()).isEqualTo(Warehouse.at("02:15").plusSeconds(30));
    }

    @Test
    void what_comes_after_its_run_was_placed_is_placed_at_once() {
        night.hear("02:15", of(3, Say.test("orders").failed("run-1", "02:14")));
        night.hear("02:17", of(3, Say.test("stg_orders").failed("run-1", "02:14")));

        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("stg_orders"));
    }

    @Test
    void an_outcome_that_comes_twice_does_not_make_a_run_whole() {
        CheckOutcome failed = of(2, Say.test("orders").failed("run-1", "02:14"));
        night.hear("02:15", failed, Say.redelivered(failed));
        assertThat(night.incidents()).isEmpty();

        night.hear("02:15", of(2, Say.test("stg_orders").failed("run-1", "02:14")));
        assertThat(night.incident().alertCount()).isEqualTo(2);
    }

    @Test
    void a_monitor_waits_for_nothing() {
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));

        assertThat(night.incident().openedAt()).isEqualTo(Warehouse.at("02:15"));
    }

    @Test
    void a_run_in_which_all_passed_opens_nothing() {
        night.run(
                "02:15",
                Say.test("orders").passed("run-1", "02:14"),
                Say.test("hr").passed("run-1", "02:14"));
        night.until("03:00");

        assertThat(night.incidents()).isEmpty();
        assertThat(night.outputs).isEmpty();
    }

    @Test
    void what_a_run_clears_resolves_nothing_while_the_rest_of_the_run_is_out() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.hear("04:15", of(2, Say.test("orders").passed("run-2", "04:14")));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.TRIGGERED);

        night.hear("04:15", of(2, Say.test("hr").passed("run-2", "04:14")));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void of_two_runs_of_a_check_in_one_batch_one_opens_and_the_other_repeats() {
        night.hear("02:15", of(2, Say.test("orders").failed("run-1", "02:14")));
        night.hear("02:15", of(2, Say.test("orders").failed("run-2", "02:15")));
        night.until("02:16");

        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.incident().alerts()).hasSize(1);
    }

    @Test
    void what_passes_in_the_next_run_while_its_own_is_waited_for_opens_nothing() {
        night.hear("02:15", of(2, Say.test("orders").failed("run-1", "02:10")));
        night.run("02:15", Say.test("orders").passed("run-2", "02:14"));
        night.until("03:00");

        assertThat(night.incidents()).isEmpty();
    }

    @Test
    void a_waiting_run_survives_a_restart() {
        night.hear("02:15", of(2, Say.test("orders").failed("run-1", "02:14")));
        night.restart();
        night.hear("02:15", of(2, Say.test("stg_orders").failed("run-1", "02:14")));

        assertThat(night.incident().alertCount()).isEqualTo(2);
    }

    private static CheckOutcome of(int size, CheckOutcome outcome) {
        return Say.of(size, outcome);
    }
}
