package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand.Split;
import io.headwater.incident.incident.IncidentEvent.IncidentAnnounced;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is delivered twice, in other words, late, old or from the future. */
class DeliveryTest {
    private final Night night = Night.over("raw.orders > stg_orders > orders > dash:sales");

    @Test
    void a_delivery_that_equals_the_last_one_is_dropped() {
        CheckOutcome failed = Say.monitor("orders").failed("mc-1", "02:14");
        night.hear("02:15", failed);
        Incident before = night.incident();
        night.hear("02:20", Say.redelivered(failed));

        assertThat(night.incident().alertCount()).isEqualTo(1);
        assertThat(night.incident().alerts()).isEqualTo(before.alerts());
        assertThat(night.decided(Output.Kind.REPEATED)).singleElement().satisfies(decided -> {
            assertThat(decided.subject()).isEqualTo("monte-carlo/volume_orders");
            assertThat(decided.run()).contains("mc-1");
        });
    }

    @Test
    void a_delivery_that_differs_is_an_update_and_no_further_alert() {
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        night.hear("02:20", Say.saying("42 rows, not 101", Say.monitor("orders").failed("mc-1", "02:14")));

        assertThat(night.incident().alertCount()).isEqualTo(1);
        assertThat(night.incident().alerts().get("monte-carlo/volume_orders").message())
                .contains("42 rows, not 101");
    }

    @Test
    void updates_are_taken_in_the_order_of_arrival() {
        CheckOutcome first = Say.monitor("orders").failed("mc-1", "02:14");
        night.hear("02:15", first);
        night.hear("02:20", Say.saying("worse", first));
        night.hear("02:25", first);

        assertThat(night.incident().alerts().get("monte-carlo/volume_orders").message())
                .contains("volume_orders FAILED");
    }

    @Test
    void a_delivery_is_remembered_for_thirty_days() {
        CheckOutcome failed = Say.monitor("orders").failed("mc-1", "02:14");
        night.hear("02:15", failed);
        night.hear(Warehouse.at("02:15").plus(Duration.ofDays(30)), Say.redelivered(failed));
        assertThat(night.decided(Output.Kind.REPEATED)).hasSize(1);

        night.hear(Warehouse.at("02:15").plus(Duration.ofDays(31)), Say.redelivered(failed));
        assertThat(night.decided(Output.Kind.REPEATED)).hasSize(1);
    }

    @Test
    void a_run_from_before_all_that_is_remembered_is_not_counted_a_second_time() {
        Instant start = Warehouse.at("00:00");
        for (int hour = 0; hour < 70; hour++) {
            Instant at = start.plus(Duration.ofHours(hour));
            night.hear(at, Say.of(1, Say.test("orders").says(OutcomeStatus.FAILED, "run-" + hour, at)));
        }
        assertThat(night.incident().alertCount()).isEqualTo(70);

        night.hear(
                night.now(),
                Say.of(1, Say.test("orders").says(OutcomeStatus.FAILED, "run-3", start.plus(Duration.ofHours(3)))));

        assertThat(night.incident().alertCount()).isEqualTo(70);
    }

    @Test
    void a_late_failure_opens_nothing() {
        night.hear("02:15", Say.test("orders").passed("run-2", "02:14"));
        night.hear("02:20", Say.test("orders").failed("run-1", "01:14"));
        night.until("03:00");

        assertThat(night.incidents()).isEmpty();
        assertThat(night.decided(Output.Kind.LATE)).singleElement().satisfies(decided -> assertThat(decided.reason())
                .isEqualTo("it is older than the latest outcome of its check: history only"));
    }

    @Test
    void a_late_pass_resolves_nothing() {
        night.hear("02:15", Say.test("orders").failed("run-2", "02:14"));
        night.hear("02:20", Say.test("orders").passed("run-1", "01:14"));
        night.until("03:00");

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(night.incident().failingCheckCount()).isEqualTo(1);
    }

    @Test
    void a_late_failure_of_the_same_episode_counts_where_its_check_is_held() {
        night.hear("02:15", Say.test("orders").failed("run-2", "02:14"));
        night.hear("02:20", Say.test("orders").failed("run-1", "01:14"));

        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.incident().alerts().get("dbt/not_null_orders").run()).isEqualTo("run-2");
    }

    @Test
    void what_is_over_a_day_old_opens_a_late_incident_that_is_never_announced() {
        night.until("+1 03:00");
        night.hear("+1 03:00", Say.test("orders").failed("run-1", "02:14"));
        night.until("+1 12:00");

        assertThat(night.incident().late()).isTrue();
        assertThat(night.events(IncidentAnnounced.class)).isEmpty();
    }

    @Test
    void what_is_a_day_old_to_the_second_is_announced() {
        night.hear("+1 02:14", Say.test("orders").failed("run-1", "02:14"));
        night.until("+1 12:00");

        assertThat(night.incident().late()).isFalse();
        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
    }

    @Test
    void a_check_that_fails_afresh_makes_its_late_incident_worth_telling() {
        night.hear("+1 03:00", Say.test("orders").failed("run-1", "02:14"));
        night.hear("+1 03:05", Say.test("orders").failed("run-2", "+1 03:04"));
        assertThat(night.incident().late()).isTrue();
        night.until("+1 03:30");

        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
        assertThat(night.headlines(IncidentAnnounced.class)).noneMatch(Headline::late);
    }

    @Test
    void a_check_that_only_more_old_outcomes_speak_of_stays_untold() {
        night.hear("+1 09:00", Say.test("orders").failed("run-1", "02:14"));
        night.hear("+1 09:05", Say.test("orders").failed("run-2", "03:14"));
        night.until("+1 12:00");

        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.events(IncidentAnnounced.class)).isEmpty();
    }

    @Test
    void a_fresh_failure_that_joins_a_late_incident_makes_it_worth_telling() {
        night.hear("+1 03:00", Say.test("orders").failed("run-1", "02:59"));
        night.hear("+1 03:05", Say.monitor("orders").failed("mc-1", "03:10"));
        night.until("+1 03:30");

        assertThat(night.incident().late()).isFalse();
        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
    }

    @Test
    void a_fresh_incident_that_is_merged_into_a_late_one_is_told_all_the_same() {
        Night night = lateAndFresh();
        night.learn(Nodes.model("refunds", "stg_orders"));
        night.until("+1 04:30");

        Incident survivor = night.incident();
        assertThat(survivor.openedAt()).isEqualTo(Warehouse.at("+1 04:00"));
        assertThat(night.headlines(IncidentAnnounced.class))
                .singleElement()
                .satisfies(headline -> assertThat(headline.late()).isFalse());
        assertThat(survivor.announcedAt()).isPresent();
    }

    @Test
    void a_late_incident_that_a_person_splits_is_announced_no_more_than_the_whole() {
        night.hear("+1 09:00", Say.test("orders").failed("run-1", "02:14"));
        night.hear("+1 09:00", Say.test("stg_orders").failed("run-1", "02:14"));
        night.ask(new Split(night.by("ada", night.incident().id()), List.of("dbt/not_null_orders"), "another"));
        night.until("+1 12:00");

        assertThat(night.live()).hasSize(2).allMatch(Incident::late);
        assertThat(night.events(IncidentAnnounced.class)).isEmpty();
    }

    /** Two incidents that nothing joins yet; of the second, nobody has been told yet. */
    private static Night lateAndFresh() {
        Night night = Night.over("raw.orders > stg_orders > orders", "refunds > fraud");
        night.hear(
                "+1 04:00",
                Say.test("stg_orders").failed("run-1", "03:55"),
                Say.test("orders").failed("run-1", "03:55"));
        night.run(
                "+1 04:05",
                Say.test("refunds").failed("run-2", "04:10"),
                Say.test("fraud").failed("run-2", "04:10"));
        assertThat(night.live()).hasSize(2);
        return night;
    }

    @Test
    void a_time_in_the_future_is_clamped_to_arrival() {
        night.hear("02:15", Say.test("orders").failed("run-1", "09:00"));

        assertThat(night.incident().alerts().get("dbt/not_null_orders").occurredAt())
                .isEqualTo(Warehouse.at("02:15"));
        assertThat(night.incident().brokenFrom()).contains(Warehouse.at("02:15"));
    }

    @Test
    void a_pass_from_the_future_does_not_make_the_next_failure_late() {
        night.hear("02:15", Say.test("orders").passed("run-1", "09:00"));
        night.hear("03:15", Say.test("orders").failed("run-2", "03:14"));

        assertThat(night.incident().failingCheckCount()).isEqualTo(1);
    }

    @Test
    void a_future_time_that_comes_twice_is_a_repeat_all_the_same() {
        CheckOutcome failed = Say.test("orders").failed("run-1", "09:00");
        night.hear("02:15", failed);
        night.hear("02:20", Say.redelivered(failed));

        assertThat(night.decided(Output.Kind.REPEATED)).hasSize(1);
    }

    @Test
    void a_status_headwater_does_not_know_is_history_only() {
        night.hear("02:15", Say.test("orders").says(OutcomeStatus.UNKNOWN, "run-1", Warehouse.at("02:14")));

        assertThat(night.incidents()).isEmpty();
        assertThat(night.decided(Output.Kind.HISTORY_ONLY)).hasSize(1);
    }
}
