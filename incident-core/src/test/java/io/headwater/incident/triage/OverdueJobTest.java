package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A job overdue by twice its usual interval is a failed arrival check on what it builds. */
class OverdueJobTest {
    private static final Instant START = Warehouse.at("00:00");

    private final Night night = Night.over("raw.orders > stg_orders > orders > dash:sales", "raw.hr > hr");

    @Test
    void a_job_overdue_by_twice_its_usual_interval_is_a_failed_arrival_check_on_what_it_builds_first() {
        hourly(0, 7);
        night.until(hour(6).plus(Duration.ofMinutes(179)));
        assertThat(night.incidents()).isEmpty();

        night.until(hour(9));

        IncidentAlert alert = night.incident().alerts().values().iterator().next();
        assertThat(night.incident().alertCount()).isEqualTo(1);
        assertThat(alert.kind()).isEqualTo(CheckKind.ARRIVAL);
        assertThat(alert.assets()).containsExactly(Warehouse.urn("hr"), Warehouse.urn("stg_orders"));
        assertThat(alert.message()).contains("no run since 2026-03-01T06:00:00Z; usually one comes every 60 minutes");
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void the_next_run_passes_the_arrival_check_and_the_incident_resolves() {
        hourly(0, 7);
        night.until(hour(10));
        hourly(10, 1);
        night.until(hour(11));

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_run_that_had_come_before_the_alarm_and_is_heard_of_after_it_passes_too() {
        hourly(0, 7);
        night.until(hour(10));
        for (int late = 7; late <= 10; late++) {
            Instant built = hour(late);
            night.hear(
                    hour(10).plusSeconds(60L * late),
                    Say.of(3, Say.build("stg_orders").says(OutcomeStatus.PASSED, "run-" + built, built)),
                    Say.of(3, Say.build("orders").says(OutcomeStatus.PASSED, "run-" + built, built)),
                    Say.of(3, Say.build("hr").says(OutcomeStatus.PASSED, "run-" + built, built)));
        }

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_job_whose_assets_lineage_no_longer_knows_is_overdue_no_more() {
        hourly(0, 7);
        night.until(hour(10));
        assertThat(night.incident().isOpen()).isTrue();

        night.forget("orders").forget("stg_orders").forget("hr");

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_job_that_comes_late_but_not_that_late_is_nobodys_alarm() {
        hourly(0, 7);
        night.until(hour(8));
        hourly(8, 6);

        assertThat(night.incidents()).isEmpty();
    }

    @Test
    void what_came_again_after_an_alarm_is_watched_as_before() {
        hourly(0, 7);
        night.until(hour(12));
        hourly(12, 7);
        night.until(hour(22));

        assertThat(night.incidents()).hasSize(1);
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void a_pause_of_every_night_is_nobodys_alarm() {
        for (int day = 0; day < 3; day++) {
            hourly(24 * day + 8, 12);
        }
        // Once is an outage; as long again it is a habit.
        assertThat(alarms()).isEqualTo(2);

        for (int day = 3; day < 14; day++) {
            hourly(24 * day + 8, 12);
        }
        assertThat(alarms()).isEqualTo(2);
    }

    @Test
    void a_second_outage_is_a_second_alarm() {
        hourly(0, 7);
        night.until(hour(12));
        hourly(12, 7);
        night.until(hour(22));
        assertThat(alarms()).isEqualTo(2);
    }

    @Test
    void runs_at_no_regular_time_are_not_missed() {
        int[] minutes = {0, 7, 40, 44, 190, 200, 420, 431};
        for (int at : minutes) {
            run(START.plus(Duration.ofMinutes(at)));
        }
        night.until(hour(100));

        assertThat(night.incidents()).isEmpty();
    }

    @Test
    void what_lineage_no_longer_knows_is_not_missed() {
        hourly(0, 7);
        night.forget("orders").forget("stg_orders").forget("hr");
        night.until(hour(12));

        assertThat(night.incidents()).isEmpty();
    }

    @Test
    void a_run_that_skips_what_it_builds_has_come() {
        hourly(0, 7);
        for (int hour = 7; hour < 14; hour++) {
            run(hour(hour), OutcomeStatus.SKIPPED);
        }

        assertThat(night.incidents()).isEmpty();
    }

    @Test
    void runs_are_forgotten_once_nothing_of_theirs_is_watched_for() {
        hourly(0, 40);
        night.until(hour(200));

        assertThat(night.state.runs().startingWith("")).isEmpty();
    }

    /** An incident that is reopened is no new one: what is counted is that the check failed. */
    private long alarms() {
        return night.outputs.stream()
                .filter(output -> output instanceof Output.Happened happened
                        && (happened.event() instanceof IncidentEvent.AlertAttached
                                || happened.event() instanceof IncidentEvent.CheckBrokeAgain))
                .count();
    }

    private void hourly(int from, int runs) {
        for (int i = 0; i < runs; i++) {
            run(hour(from + i));
        }
    }

    private void run(Instant at) {
        run(at, OutcomeStatus.PASSED);
    }

    private void run(Instant at, OutcomeStatus status) {
        String run = "run-" + at;
        night.hear(
                at,
                Say.of(3, Say.build("stg_orders").says(status, run, at)),
                Say.of(3, Say.build("orders").says(status, run, at)),
                Say.of(3, Say.build("hr").says(status, run, at)));
    }

    private static Instant hour(int hour) {
        return START.plus(Duration.ofHours(hour));
    }
}
