package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.CauseCandidate;
import io.headwater.incident.incident.IncidentEvent.IncidentAnnounced;
import io.headwater.incident.incident.IncidentEvent.IncidentOpened;
import io.headwater.incident.incident.IncidentEvent.RootCauseEstimated;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where an incident's cause is thought to be, as more is heard. */
class CauseMovesTest {
    @Test
    void an_upstream_failure_that_arrives_later_becomes_the_root_cause() {
        Night night = Night.over("raw.orders > stg_orders > orders > dash:sales");
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("orders"));

        night.run(
                "02:20",
                Say.test("raw.orders").failed("run-1", "02:10"),
                Say.test("orders").failed("run-1", "02:14"));
        night.until("02:30");

        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("raw.orders"));
        assertThat(night.incident().suspected()).isFalse();
        assertThat(night.events(IncidentOpened.class)).hasSize(1);
        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
        assertThat(night.events(RootCauseEstimated.class)).hasSize(2);
    }

    @Test
    void an_upstream_that_failed_after_its_downstream_is_still_upstream() {
        Night night = Night.over("raw.orders > stg_orders > orders > dash:sales");
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        night.run("03:00", Say.test("stg_orders").failed("run-1", "02:59"));

        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("stg_orders"));
    }

    @Test
    void a_silent_upstream_of_several_failures_is_suspected() {
        Night night = Night.over("raw.orders > orders", "raw.orders > refunds", "raw.orders > returns");
        night.run(
                "02:15",
                Say.test("orders").failed("run-1", "02:14"),
                Say.test("refunds").failed("run-1", "02:14"),
                Say.test("returns").failed("run-1", "02:14"));

        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("raw.orders"));
        assertThat(night.incident().suspected()).isTrue();
    }

    @Test
    void the_next_best_candidates_are_kept_with_their_prices() {
        Night night = Night.over("raw.orders > stg_orders > orders > dash:sales");
        night.run(
                "02:15",
                Say.test("orders").failed("run-1", "02:14"),
                Say.test("stg_orders").failed("run-1", "02:14"));

        assertThat(night.incident().candidates())
                .hasSizeBetween(2, 3)
                .isSortedAccordingTo(java.util.Comparator.comparing(CauseCandidate::costMicroNats));
        assertThat(night.incident().candidates().get(0).urn()).isEqualTo(Warehouse.urn("stg_orders"));
        assertThat(night.incident().rootCauseReason()).startsWith("grouped under `stg_orders`: explains 2 of 2");
    }

    @Test
    @Timeout(10)
    void a_cyclic_lineage_ends() {
        Night night = Night.over("a > b > c > a", "c > dash:loop");
        night.run(
                "02:15",
                Say.test("a").failed("run-1", "02:14"),
                Say.test("b").failed("run-1", "02:14"),
                Say.build("c").skipped("run-1", "02:14"));
        night.until("02:20");

        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.incident().impact().dashboardCount()).isEqualTo(1);
        assertThat(night.incident().alerts()).containsKey("dbt/model.c");
    }

    @Test
    void what_fails_twelve_hours_apart_is_not_one_incident() {
        Night night = Night.over("raw.orders > orders > mart");
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        night.hear(
                Warehouse.at("02:16").plus(Duration.ofHours(12)),
                Say.monitor("mart").failed("mc-2", "14:15"));

        assertThat(night.live()).hasSize(2);
    }
}
