package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand.Close;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentEvent.IncidentAnnounced;
import io.headwater.incident.incident.IncidentEvent.IncidentOpened;
import io.headwater.incident.incident.IncidentEvent.Reopened;
import io.headwater.incident.incident.IncidentStatus;
import org.junit.jupiter.api.Test;

/** What was over and comes back. */
class ReturningCauseTest {
    private final Night night =
            Night.over("raw.orders > stg_orders > orders > dash:sales", "raw.hr, stg_orders > mart");

    @Test
    void the_same_cause_within_a_day_reopens_the_incident() {
        failAndRepair();
        night.run(
                "10:15",
                Say.test("stg_orders").failed("run-3", "10:14"),
                Say.test("orders").failed("run-3", "10:14"));

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(night.incident().alertCount()).isEqualTo(4);
        assertThat(night.incident().failingCheckCount()).isEqualTo(2);
        assertThat(night.events(Reopened.class)).singleElement().satisfies(event -> assertThat(event.reason())
                .startsWith("the same cause is back: "));
    }

    @Test
    void a_reopened_incident_is_not_announced_again() {
        failAndRepair();
        night.run("10:15", Say.test("stg_orders").failed("run-3", "10:14"));
        night.until("11:00");

        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
    }

    @Test
    void the_same_cause_after_a_day_is_a_new_incident() {
        failAndRepair();
        night.run("+1 05:15", Say.test("stg_orders").failed("run-3", "+1 05:14"));

        assertThat(night.live()).hasSize(2);
        assertThat(night.events(Reopened.class)).isEmpty();
    }

    @Test
    void the_same_check_failing_for_another_reason_is_a_new_incident() {
        failAndRepair();
        night.run(
                "10:15",
                Say.test("raw.orders").failed("run-3", "10:14"),
                Say.test("orders").failed("run-3", "10:14"),
                Say.test("raw.hr").failed("run-3", "10:14"),
                Say.test("mart").failed("run-3", "10:14"));

        assertThat(night.events(Reopened.class)).isEmpty();
        Incident another =
                night.live().stream().filter(Incident::isOpen).findFirst().orElseThrow();
        assertThat(another.rootCauses()).doesNotContain(Warehouse.urn("stg_orders"));
    }

    @Test
    void a_check_that_a_person_closed_upon_opens_a_new_incident() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        String first = night.incident().id();
        night.ask(new Close(night.by("ada", first), "known"));
        night.run("03:15", Say.test("orders").failed("run-2", "03:14"));

        assertThat(night.live()).hasSize(2);
        assertThat(night.events(IncidentOpened.class)).hasSize(2);
    }

    @Test
    void a_check_that_never_passed_after_a_person_resolved_it_reopens_the_incident() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.ask(new Resolve(night.by("ada", night.incident().id()), "reloaded"));
        night.run("03:15", Say.test("orders").failed("run-2", "03:14"));

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(night.events(Reopened.class)).hasSize(1);
    }

    @Test
    void what_became_clear_while_it_was_over_is_clear_when_it_is_reopened() {
        night.run(
                "02:15",
                Say.test("stg_orders").failed("run-1", "02:14"),
                Say.test("orders").failed("run-1", "02:14"));
        night.ask(new Resolve(night.by("ada", night.incident().id()), "reloaded"));
        night.run("03:15", Say.test("orders").passed("run-2", "03:14"));
        night.run("04:15", Say.test("stg_orders").failed("run-3", "04:14"));

        assertThat(night.incident().failingCheckCount()).isEqualTo(1);
        assertThat(night.incident().alerts().get("dbt/not_null_orders").clearedAt())
                .contains(Warehouse.at("03:14"));
    }

    @Test
    void what_joins_another_incident_in_the_same_run_leaves_the_one_that_is_reopened() {
        Night shop = Night.over("raw > stg > left");
        shop.hear(
                "00:02",
                Say.test("raw").failed("run-1", "00:01"),
                Say.test("stg").failed("run-1", "00:01"));
        shop.ask(new Resolve(shop.by("ada", shop.incident().id()), "reloaded"));
        shop.hear("00:08", Say.test("left").passed("run-1", "00:07"));
        shop.hear("01:20", Say.of(2, Say.test("stg").failed("run-3", "01:18")));
        shop.hear("01:20", Say.test("raw").passed("run-2", "00:05"));
        shop.hear(
                "01:20",
                Say.test("left").failed("run-2", "00:08"),
                Say.build("stg").failed("run-2", "00:08"));
        shop.hear("01:20", Say.of(2, Say.test("raw").failed("run-3", "01:18")));

        assertThat(shop.events(Reopened.class)).hasSize(1);
        assertThat(shop.live()).filteredOn(Incident::isOpen).hasSize(2);
        Truths.hold(shop);
    }

    @Test
    void what_was_over_a_day_old_on_arrival_brings_nothing_back_and_opens_a_late_incident_of_its_own() {
        failAndRepair();
        night.hear("+1 03:30", Say.monitor("stg_orders").failed("mc-1", "03:20"));
        night.until("+1 12:00");

        assertThat(night.events(Reopened.class)).isEmpty();
        assertThat(night.live()).hasSize(2);
        assertThat(night.holding("monte-carlo/volume_stg_orders").late()).isTrue();
        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
    }

    @Test
    void what_began_hours_before_the_cause_was_repaired_is_no_return_of_it() {
        failAndRepair();
        night.hear("05:00", Say.monitor("stg_orders").failed("mc-1", "00:30"));

        assertThat(night.events(Reopened.class)).isEmpty();
        assertThat(night.live()).hasSize(2);
    }

    @Test
    void what_took_minutes_to_arrive_while_the_cause_was_repaired_brings_it_back() {
        failAndRepair();
        night.hear("04:20", Say.monitor("stg_orders").failed("mc-1", "04:10"));

        assertThat(night.events(Reopened.class)).hasSize(1);
        assertThat(night.live()).hasSize(1);
    }

    @Test
    void a_check_that_broke_again_within_a_day_reopens_its_incident() {
        night.run("02:15", Say.test("orders").errored("run-1", "02:14"));
        night.run("03:15", Say.test("orders").passed("run-2", "03:14"));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
        night.run("04:15", Say.test("orders").errored("run-3", "04:14"));
        night.until("05:00");

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(night.incident().failingCheckCount()).isEqualTo(1);
        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
        assertThat(night.events(Reopened.class)).singleElement().satisfies(event -> assertThat(event.reason())
                .isEqualTo("the check itself broke again"));
        night.run("05:15", Say.test("orders").passed("run-4", "05:14"));
        assertThat(night.incident().failingCheckCount()).isZero();
    }

    @Test
    void a_check_that_broke_again_after_a_day_opens_a_new_incident() {
        night.run("02:15", Say.test("orders").errored("run-1", "02:14"));
        night.run("03:15", Say.test("orders").passed("run-2", "03:14"));
        night.run("+1 04:15", Say.test("orders").errored("run-3", "+1 04:14"));

        assertThat(night.live()).hasSize(2);
    }

    @Test
    void a_check_that_broke_after_what_it_found_was_repaired_is_another_matter() {
        failAndRepair();
        night.run("05:15", Say.test("orders").errored("run-3", "05:14"));

        assertThat(night.events(Reopened.class)).isEmpty();
        assertThat(night.live()).hasSize(2);
    }

    private void failAndRepair() {
        night.run(
                "02:15",
                Say.test("stg_orders").failed("run-1", "02:14"),
                Say.test("orders").failed("run-1", "02:14"));
        night.until("02:30");
        night.run(
                "04:15",
                Say.test("stg_orders").passed("run-2", "04:14"),
                Say.test("orders").passed("run-2", "04:14"));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }
}
