package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand.Close;
import io.headwater.incident.incident.IncidentCommand.Merge;
import io.headwater.incident.incident.IncidentCommand.Reopen;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.status.Health;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two things at once that each go well alone. */
class CombinationsTest {
    private final Night night =
            Night.over("raw.orders > stg_orders > orders > dash:sales", "hr > payroll > dash:wages_1");

    @Test
    void what_fails_fails_in_the_reopened_incident_that_it_is_merged_into_and_passes_there() {
        Say monitor = Say.monitor("orders");
        night.hear("02:15", monitor.failed("mc-1", "02:14"));
        String first = night.incident().id();
        night.ask(new Close(night.by("ada", first), "known"));
        night.hear("02:20", Say.saying("worse", monitor.failed("mc-1", "02:14")));
        night.until("02:30");
        night.ask(new Reopen(night.by("ada", first), "not so known"));
        assertThat(night.incident().id()).isEqualTo(first);
        assertThat(night.incident().failingCheckCount()).isEqualTo(1);
        assertThat(night.status("orders")).isEqualTo(Health.DOWN);

        night.hear("03:00", Say.closed("fixed", monitor.failed("mc-1", "02:59")));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_monitor_of_an_incident_that_a_person_reopened_is_clear_after_a_day_of_quiet() {
        theCauseIsRepairedAndItsMonitorSaysNothing();
        String id = night.incident().id();
        night.ask(new Resolve(night.by("ada", id), "reloaded"));
        night.ask(new Reopen(night.by("ada", id), "wrong button"));
        night.until("+3 00:00");
        assertThat(night.incident().failingCheckCount()).isEqualTo(0);
        assertThat(night.status("orders")).isEqualTo(Health.UP);
    }

    @Test
    void a_monitor_that_brings_an_incident_back_is_clear_after_a_day_of_quiet() {
        theCauseIsRepairedAndItsMonitorSaysNothing();
        night.hear("03:20", Say.closed("fixed", Say.monitor("orders").failed("mc-1", "03:19")));
        night.hear("04:15", Say.monitor("orders").failed("mc-2", "04:15"));
        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("stg_orders"));
        night.until("+3 00:00");
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_repaired_cause_whose_check_could_not_run_once_still_clears_its_quiet_monitors() {
        theCauseIsRepairedAndItsMonitorSaysNothing();
        night.hear("04:15", Say.test("stg_orders").errored("run-3", "04:14"));
        night.hear("05:15", Say.test("stg_orders").passed("run-4", "05:14"));
        night.until("+3 00:00");
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void who_saw_what_failed_is_counted_though_its_check_was_skipped_later() {
        night.hear("01:01", Say.test("orders").passed("run-0", "01:00"));
        night.run(
                "02:15",
                Say.test("orders").failed("run-1", "02:14"),
                Say.test("stg_orders").failed("run-1", "02:14"));
        night.view("orders", "bob", "01:30");
        night.until("02:30");
        assertThat(night.incident().impact().viewerCount()).isEqualTo(1);
        night.run(
                "03:15",
                Say.test("orders").passed("run-2", "03:14"),
                Say.test("stg_orders").failed("run-2", "03:14"));
        night.run(
                "04:15",
                Say.test("orders").skipped("run-3", "04:14"),
                Say.test("stg_orders").failed("run-3", "04:14"));
        night.run(
                "05:15",
                Say.test("orders").passed("run-4", "05:14"),
                Say.test("stg_orders").passed("run-4", "05:14"));
        assertThat(night.incident().impact().viewerCount()).isEqualTo(1);
        assertThat(night.incident().brokenFrom()).contains(Warehouse.at("01:00"));
    }

    @Test
    void the_build_of_a_model_that_was_dropped_while_its_incident_was_over_is_clear_when_that_comes_back() {
        night.run(
                "02:15",
                Say.build("stg_orders").failed("run-1", "02:14"),
                Say.test("orders").failed("run-1", "02:14"));
        night.ask(new Resolve(night.by("ada", night.incident().id()), "model dropped"));
        night.forget("stg_orders");
        night.run("03:15", Say.test("orders").failed("run-2", "03:14"));
        night.run("04:15", Say.test("orders").passed("run-3", "04:14"));
        night.until("+3 00:00");
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(night.status("stg_orders")).isEqualTo(Health.UP);
    }

    @Test
    void a_build_that_waits_for_its_run_while_its_model_is_dropped_opens_nothing_that_stays() {
        night.hear("02:15", Say.of(2, Say.build("orders").failed("run-1", "02:14")));
        night.forget("orders");
        night.until("+3 00:00");
        assertThat(night.live()).filteredOn(Incident::isOpen).isEmpty();
    }

    @Test
    void what_came_fresh_to_a_late_incident_in_a_silence_is_told_when_that_ends() {
        night.hear("+2 02:15", Say.test("orders").failed("run-1", "02:14"));
        night.until("+2 02:20");
        assertThat(night.incident().late()).isTrue();
        night.silence("weekend", "orders", "+4 12:00");
        night.hear("+2 03:15", Say.test("orders").failed("run-2", "+2 03:14"));
        night.until("+4 12:05");
        assertThat(night.incident().announcedAt()).isPresent();
    }

    @Test
    void what_flaps_flaps_in_what_it_is_merged_into() {
        Say payroll = Say.test("payroll");
        night.hear("01:15", Say.test("orders").failed("run-1", "01:14"));
        String into = night.incident().id();
        night.hear("02:00", payroll.failed("r1", "02:00"));
        night.hear("02:10", payroll.passed("r2", "02:10"));
        night.hear("02:20", payroll.failed("r3", "02:20"));
        night.hear("02:30", payroll.passed("r4", "02:30"));
        night.hear("02:40", payroll.failed("r5", "02:40"));
        night.hear("02:50", payroll.passed("r6", "02:50"));
        Incident flaps = night.holding("dbt/not_null_payroll");
        assertThat(flaps.flapping()).hasSize(1);
        assertThat(flaps.isOpen()).isTrue();
        night.ask(new Merge(night.by("ada", flaps.id()), into, ""));
        night.hear("03:00", Say.test("orders").passed("run-2", "03:00"));
        assertThat(night.incident().isOpen()).isTrue();
    }

    @Test
    void what_is_merged_into_one_whose_window_was_over_opens_it_to_new_failures() {
        night.hear("01:15", Say.monitor("payroll").failed("mc-1", "01:14"));
        String old = night.incident().id();
        night.until("20:00");
        night.run("20:15", Say.test("stg_orders").failed("run-1", "20:14"));
        String fresh = night.holding("dbt/not_null_stg_orders").id();
        night.ask(new Merge(night.by("ada", fresh), old, ""));
        night.run("20:30", Say.test("orders").failed("run-2", "20:29"));
        assertThat(night.live()).hasSize(1);
    }

    @Test
    void of_two_runs_that_wait_for_one_asset_both_count() {
        Night unknown = Night.unknown("raw > orders > dash:sales");
        unknown.hear("02:15", Say.test("orders").errored("run-1", "02:14"));
        unknown.hear("02:15", Say.test("orders").failed("run-2", "02:15"));
        unknown.learn("raw").learn("orders").learn("dash:sales").until("02:30");

        assertThat(unknown.incident().alertCount()).isEqualTo(2);
        assertThat(unknown.status("orders")).isEqualTo(Health.DOWN);
    }

    @Test
    void late_views_do_not_put_off_the_end() {
        night.policy("correlation", "default", Map.of("resolveAfter", "PT30M"));
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.run("03:15", Say.test("orders").passed("run-2", "03:14"));
        night.until("03:25").view("dash:sales", "vera", "02:30");
        night.until("03:44").view("dash:sales", "anna", "02:32");

        assertThat(night.incident().isOpen()).isTrue();
        assertThat(night.until("03:46").incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void what_is_merged_while_one_is_about_to_end_keeps_it_open() {
        night.policy("correlation", "default", Map.of("resolveAfter", "PT30M"));
        night.hear("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.hear("02:16", Say.test("payroll").failed("run-2", "02:15"));
        String orders = night.holding("dbt/not_null_orders").id();
        String payroll = night.holding("dbt/not_null_payroll").id();
        night.hear("03:00", Say.test("orders").passed("run-3", "02:59"));
        night.until("03:10").ask(new Merge(night.by("ada", payroll), orders, ""));
        night.hear("03:29", Say.test("payroll").passed("run-4", "03:28"));

        assertThat(night.until("03:58").incident().isOpen()).isTrue();
        assertThat(night.until("04:00").incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void what_comes_back_for_the_second_time_flaps() {
        Say orders = Say.test("orders");
        night.hear("02:10", orders.failed("r1", "02:10"));
        night.hear("02:20", orders.passed("r2", "02:20"));
        night.hear("02:30", orders.failed("r3", "02:30"));
        night.hear("02:40", orders.passed("r4", "02:40"));
        night.hear("02:50", orders.failed("r5", "02:50"));

        assertThat(night.incident().flapping()).hasSize(1);
    }

    @Test
    void the_end_of_a_silence_breaks_no_check_that_passes() {
        Say orders = Say.test("orders");
        night.hear("01:15", orders.failed("r1", "01:14"));
        night.hear("02:15", orders.passed("r2", "02:14"));
        night.silence("s", "orders", "04:00");
        night.hear("03:15", orders.skipped("r3", "03:14"));
        night.until("04:01");

        assertThat(night.state
                        .checks()
                        .get(orders.id().toString())
                        .orElseThrow()
                        .episode())
                .isEmpty();
    }

    private void theCauseIsRepairedAndItsMonitorSaysNothing() {
        night.hear(
                "02:15",
                Say.test("stg_orders").failed("run-1", "02:14"),
                Say.monitor("orders").failed("mc-1", "02:15"));
        night.hear("03:15", Say.test("stg_orders").passed("run-2", "03:14"));
    }
}
