package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentCommand.Acknowledge;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes when an incident is over, or nearly so. */
class AfterwardsTest {
    private final Night night =
            Night.over("raw.orders > stg_orders > orders > mart > dash:sales", "hr > payroll > wages > dash:wages_1");

    @Test
    void who_looks_after_all_passed_saw_nothing_wrong_though_a_person_had_resolved_it() {
        Say orders = Say.test("orders");
        String a = alone("02:15", orders.failed("run-1", "02:14"));
        night.until("02:30").ask(new Resolve(night.by("ada", a), "fixed upstream"));
        night.hear("03:15", orders.passed("run-2", "03:14"));
        night.until("06:00").view("dash:sales", "bob", "05:00").until("06:01");
        assertThat(night.incident().impact().viewerCount()).isZero();
    }

    @Test
    void data_that_passed_after_a_person_resolved_it_and_broke_again_was_wrong_twice() {
        Say orders = Say.test("orders");
        String a = alone("02:15", orders.failed("run-1", "02:14"));
        night.until("02:30").ask(new Resolve(night.by("ada", a), "fixed upstream"));
        night.hear("03:15", orders.passed("run-2", "03:14"));
        night.hear("11:15", orders.passed("run-3", "11:14"));
        night.until("11:30").view("dash:sales", "bob", "06:00");
        night.hear("12:15", orders.failed("run-4", "12:14")).until("12:20");
        assertThat(night.incident().brokenFrom()).contains(Warehouse.at("11:14"));
        assertThat(night.incident().impact().viewerCount()).isZero();
    }

    @Test
    void what_was_dropped_while_its_incident_was_over_was_not_clear_before_it_failed() {
        Say build = Say.build("orders");
        Say stg = Say.test("stg_orders");
        night.hear("01:15", build.passed("run-0", "01:14"));
        night.run("02:15", stg.failed("run-1", "02:14"), build.failed("run-1", "02:14"));
        night.until("02:30").ask(new Resolve(night.by("ada", night.incident().id()), "model dropped"));
        night.until("02:40").forget("orders");
        night.run("03:15", stg.failed("run-2", "03:14"));
        IncidentAlert alert = night.incident().alert(build.id()).orElseThrow();
        assertThat(alert.clearedAt().orElseThrow()).isAfterOrEqualTo(alert.firstFailedAt());
    }

    @Test
    void a_longer_reopen_window_is_in_force_for_what_is_resolved_already() {
        String a = alone("02:15", Say.test("stg_orders").failed("run-1", "02:14"));
        night.hear("03:15", Say.test("stg_orders").passed("run-2", "03:14"));
        night.until("04:00").policy("correlation", "ours", Map.of("reopenWindow", "PT72H"));
        Instant later = Warehouse.at("03:14").plus(Duration.ofHours(40));
        night.hear(later.plusSeconds(60), Say.build("stg_orders").says(OutcomeStatus.FAILED, "run-9", later));
        assertThat(night.incident().id()).isEqualTo(a);
    }

    @Test
    void a_job_that_comes_and_fails_does_not_resolve_its_overdue_incident_half_way() {
        Say orders = Say.build("orders");
        Say mart = Say.build("mart");
        for (int i = 0; i < 9; i++) {
            String at = "0" + i + ":00";
            night.run(at, orders.passed("run-" + i, at), mart.passed("run-" + i, at));
        }
        night.until("15:00");
        night.ask(new Acknowledge(night.by("ada", night.incident().id())));
        night.run("15:05", orders.failed("run-x", "15:05"), mart.skipped("run-x", "15:05"));
        assertThat(night.events(IncidentEvent.Resolved.class)).isEmpty();
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
    }

    @Test
    void what_is_skipped_does_not_prolong_the_window() {
        night.run("01:15", Say.test("stg_orders").failed("run-1", "01:14"));
        night.run("12:00", Say.build("orders").skipped("run-2", "12:00")).until("14:00");
        assertThat(night.incident().windowClosed()).isTrue();
    }

    @Test
    void what_comes_late_does_not_prolong_the_window() {
        Say orders = Say.test("orders");
        night.hear("01:15", orders.failed("run-1", "01:14"));
        night.hear("02:15", orders.failed("run-2", "02:14"));
        night.hear("12:00", orders.failed("run-x", "01:30")).until("14:20");
        assertThat(night.incident().windowClosed()).isTrue();
    }

    /** The incident that this opens. */
    private String alone(String clock, CheckOutcome outcome) {
        night.hear(clock, outcome);
        return night.holding(outcome.id().toString()).id();
    }
}
