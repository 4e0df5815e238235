package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.PassingChecks.Builds;
import io.headwater.incident.correlation.Warehouse;
import org.junit.jupiter.api.Test;

/** What is still known of builds and passes when a storm is hours old. */
class StillPassingTest {
    @Test
    void each_time_a_build_was_due_is_known_though_it_was_skipped_again_since() {
        Night night = Night.over("raw.orders > stg_orders > orders");
        night.run("02:00", Say.build("orders").passed("run-1", "02:00"))
                .run("03:00", Say.build("orders").skipped("run-2", "03:00"))
                .run("04:00", Say.build("orders").skipped("run-3", "04:00"))
                .run("05:00", Say.build("orders").errored("run-4", "05:00"))
                .run("06:00", Say.build("orders").skipped("run-5", "06:00"));

        Builds builds = new StillPassing(night.state).builds(Warehouse.urn("orders"));

        assertThat(builds.done()).containsExactly(Warehouse.at("02:00"));
        assertThat(builds.due())
                .containsExactly(
                        Warehouse.at("02:00"),
                        Warehouse.at("03:00"),
                        Warehouse.at("04:00"),
                        Warehouse.at("05:00"),
                        Warehouse.at("06:00"));
    }
}
