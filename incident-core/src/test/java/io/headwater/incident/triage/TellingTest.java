package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.IncidentEvent.AlertRepeated;
import io.headwater.incident.incident.IncidentEvent.CheckBrokeAgain;
import io.headwater.incident.incident.IncidentEvent.IncidentAnnounced;
import io.headwater.incident.incident.IncidentEvent.IncidentOpened;
import io.headwater.incident.incident.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When an incident is announced: once. */
class TellingTest {
    private final Night night =
            Night.over("raw.orders > stg_orders > orders > dash:sales", "orders > board > dash:ceo_1");

    @Test
    void an_incident_is_announced_after_group_wait_so_that_a_storm_arrives_as_one() {
        Night quiet = Night.over("raw.orders > stg_orders > orders > dash:sales");
        quiet.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        quiet.hear(
                Warehouse.at("02:15").plusSeconds(20), Say.monitor("raw.orders").failed("mc-2", "02:14"));
        quiet.until(Warehouse.at("02:15").plusSeconds(29));
        assertThat(quiet.events(IncidentAnnounced.class)).isEmpty();

        quiet.until(Warehouse.at("02:15").plusSeconds(30));
        assertThat(quiet.events(IncidentAnnounced.class)).singleElement().satisfies(event -> assertThat(
                        event.meta().at())
                .isEqualTo(Warehouse.at("02:15").plusSeconds(30)));
        assertThat(quiet.incident().alertCount()).isEqualTo(2);
    }

    @Test
    void an_incidents_id_follows_from_its_first_outcome_whatever_was_before() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        Night another = Night.over("raw.hr > hr", "raw.orders > orders");
        another.run("01:15", Say.test("hr").failed("run-0", "01:14"));
        another.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        Night later = Night.over("raw.orders > orders");
        later.run("03:15", Say.test("orders").failed("run-2", "03:14"));

        String id = night.incident().id();
        assertThat(another.holding("dbt/not_null_orders").id()).isEqualTo(id);
        assertThat(another.holding("dbt/not_null_hr").id()).isNotEqualTo(id);
        assertThat(later.incident().id()).isNotEqualTo(id);
    }

    @Test
    void a_p0_is_announced_at_once() {
        night.hear("02:15", Say.monitor("board").failed("mc-1", "02:14"));

        assertThat(night.incident().priority()).isEqualTo(Priority.P0);
        assertThat(night.incident().announcedAt()).contains(Warehouse.at("02:15"));
    }

    @Test
    void an_incident_that_becomes_p0_while_it_waits_is_announced_then() {
        Night late = Night.over("raw.orders > orders");
        late.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        late.until(Warehouse.at("02:15").plusSeconds(10));
        assertThat(late.incident().announcedAt()).isEmpty();

        late.learn(Nodes.dashboard("ceo", 1, "orders"));
        late.until(Warehouse.at("02:15").plusSeconds(12));
        assertThat(late.incident().priority()).isEqualTo(Priority.P0);
        assertThat(late.incident().announcedAt()).contains(Warehouse.at("02:15").plusSeconds(11));
    }

    @Test
    void a_check_that_fails_in_the_next_run_is_a_repeat_counted_and_nobody_is_told_again() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.until("02:20");
        night.run("03:15", Say.test("orders").failed("run-2", "03:14"));
        night.until("04:00");

        assertThat(night.events(AlertRepeated.class)).singleElement().satisfies(event -> assertThat(event.counted())
                .isTrue());
        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
        assertThat(night.events(IncidentOpened.class)).hasSize(1);
    }

    @Test
    void a_check_that_breaks_again_before_the_rest_is_clear_tells_nobody_again() {
        night.run(
                "02:15",
                Say.test("orders").failed("run-1", "02:14"),
                Say.test("stg_orders").failed("run-1", "02:14"));
        night.run(
                "03:15",
                Say.test("orders").passed("run-2", "03:14"),
                Say.test("stg_orders").failed("run-2", "03:14"));
        night.run(
                "04:15",
                Say.test("orders").failed("run-3", "04:14"),
                Say.test("stg_orders").failed("run-3", "04:14"));
        night.until("05:00");

        assertThat(night.events(CheckBrokeAgain.class)).hasSize(1);
        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
        assertThat(night.incident().failingCheckCount()).isEqualTo(2);
    }

    @Test
    void what_is_clear_before_group_wait_is_over_is_never_announced() {
        Night brief = Night.over("raw.orders > orders");
        brief.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        brief.hear(
                Warehouse.at("02:15").plusSeconds(10),
                Say.closed("fixed", Say.monitor("orders").failed("mc-1", "02:14")));
        brief.until("03:00");

        assertThat(brief.events(IncidentAnnounced.class)).isEmpty();
    }

    @Test
    void one_whose_check_fails_still_takes_new_failures_again_after_the_window() {
        Night night = Night.over("raw.orders > orders > mart");
        night.run(
                "06:00",
                Say.test("raw.orders").failed("run-1", "05:59"),
                Say.test("orders").failed("run-1", "05:59"));
        night.until("+1 05:00");
        assertThat(night.incident().windowClosed()).isTrue();

        night.run(
                "+1 06:00",
                Say.test("raw.orders").failed("run-2", "+1 05:59"),
                Say.test("orders").failed("run-2", "+1 05:59"),
                Say.test("mart").failed("run-2", "+1 05:59"));

        assertThat(night.incident().alerts()).containsKey("dbt/not_null_mart");
    }

    @Test
    void an_incident_without_a_failure_for_the_window_takes_no_new_failures_but_repeats() {
        night.hear("02:15", Say.monitor("stg_orders").failed("mc-1", "02:14"));
        night.hear("15:00", Say.monitor("stg_orders").failed("mc-2", "14:59"));
        assertThat(night.incident().alertCount()).isEqualTo(2);

        night.hear("+1 04:00", Say.monitor("orders").failed("mc-3", "+1 03:59"));
        assertThat(night.live()).hasSize(2);
    }

    @Test
    void closing_is_proposed_after_seven_days_without_change() {
        night.hear("02:15", Say.monitor("stg_orders").failed("mc-1", "02:14"));
        night.until("+1 02:15");
        night.until(Warehouse.at("+1 02:15").plus(Duration.ofDays(7)));

        assertThat(night.incident().closeProposed()).isTrue();
        assertThat(night.incident().isOpen()).isTrue();
    }
}
