package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentCommand.Split;
import io.headwater.incident.incident.IncidentEvent.CheckCleared;
import io.headwater.incident.incident.IncidentEvent.FlappingEnded;
import io.headwater.incident.incident.IncidentEvent.FlappingStarted;
import io.headwater.incident.incident.IncidentEvent.Resolved;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.status.Health;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a check clear, and an incident resolved. */
class ClearingTest {
    private static final CheckOutcome ANOMALY = Say.monitor("orders").failed("mc-1", "02:14");

    private final Night night = Night.over("raw.orders > stg_orders > orders > dash:sales");

    @Test
    void an_incident_is_resolved_once_all_its_checks_are_clear() {
        night.run(
                "02:15",
                Say.test("orders").failed("run-1", "02:14"),
                Say.test("stg_orders").failed("run-1", "02:14"));
        night.run("03:15", Say.test("stg_orders").passed("run-2", "03:14"));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.TRIGGERED);

        night.run("04:15", Say.test("orders").passed("run-3", "04:14"));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(night.events(Resolved.class)).singleElement().satisfies(event -> {
            assertThat(event.automatic()).isTrue();
            assertThat(event.reason()).isEqualTo("all 2 checks are clear");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "expected", "no_action_needed", "false_positive"})
    void monte_carlos_own_resolution_clears_the_check(String resolution) {
        night.hear("02:15", ANOMALY);
        night.hear("03:00", Say.closed(resolution, ANOMALY));

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(night.events(CheckCleared.class)).singleElement().satisfies(event -> {
            assertThat(event.reason()).isEqualTo("resolved at source: " + resolution);
            assertThat(event.clearedAt()).isEqualTo(Warehouse.at("03:00"));
        });
    }

    @Test
    void a_resolution_that_names_only_its_alert_clears_the_checks_of_that_alert() {
        night.hear("02:15", ANOMALY);
        Say alert = new Say(Say.monitor("orders").kind(), "mc-1", List.of(), false);
        night.hear("03:00", Say.closed("fixed", alert.failed("mc-1", "02:14")));

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void which_checks_spoke_of_an_alert_is_known_for_thirty_days_after_it_was_heard_last() {
        Say alert = Say.monitor("orders");
        night.hear("02:15", alert.failed("mc-1", "02:14"));
        night.until(night.now().plus(Duration.ofDays(20)));
        night.hear(night.now(), Say.closed("investigating", alert.failed("mc-1", "02:14")));

        night.until(night.now().plus(Duration.ofDays(29)));
        assertThat(night.state.index().startingWith(Keys.prefix(Keys.RUN_OF))).hasSize(1);

        night.until(night.now().plus(Duration.ofDays(3)));
        assertThat(night.state.index().startingWith(Keys.prefix(Keys.RUN_OF))).isEmpty();
        assertThat(night.state.index().startingWith(Keys.prefix(Keys.RUN_HEARD)))
                .isEmpty();
    }

    @Test
    void of_a_lone_pass_no_run_is_kept() {
        night.hear("02:15", Say.monitor("orders").passed("mc-0", "02:14"));

        assertThat(night.state.index().startingWith(Keys.prefix(Keys.RUN_OF))).isEmpty();
    }

    @Test
    void a_resolution_that_comes_before_its_alert_leaves_nothing_to_open() {
        Say alert = new Say(Say.monitor("orders").kind(), "mc-1", List.of(), false);
        night.hear("02:15", Say.closed("fixed", alert.failed("mc-1", "02:20")));
        night.hear("02:16", ANOMALY);
        night.until("03:00");

        assertThat(night.incidents()).isEmpty();
    }

    @Test
    void a_check_that_lineage_no_longer_names_is_clear() {
        night.learn(Nodes.watched("orders", List.of(Say.test("orders")), "stg_orders"));
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.until("03:00");
        night.learn(Nodes.model("orders", "stg_orders"));
        night.until("03:01");

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(night.events(CheckCleared.class)).singleElement().satisfies(event -> assertThat(event.reason())
                .isEqualTo("removed from lineage"));
    }

    @Test
    void a_check_that_moves_to_another_asset_is_not_clear() {
        night.learn(Nodes.watched("orders", List.of(Say.test("orders")), "stg_orders"));
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.learn(Nodes.watched("stg_orders", List.of(Say.test("orders")), "raw.orders"));
        night.learn(Nodes.model("orders", "stg_orders"));

        assertThat(night.incident().failingCheckCount()).isEqualTo(1);
    }

    @Test
    void the_build_of_an_asset_that_ended_is_clear() {
        night.run("02:15", Say.build("orders").failed("run-1", "02:14"));
        night.until("03:00");
        night.forget("orders");

        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_monitor_is_clear_after_a_day_of_quiet_once_the_root_causes_checks_passed() {
        night.run("02:15", Say.test("raw.orders").failed("run-1", "02:14"));
        night.hear("02:20", Say.monitor("orders").failed("mc-1", "02:19"));
        night.run("04:15", Say.test("raw.orders").passed("run-2", "04:14"));
        night.until("+1 04:13");
        assertThat(night.incident().isOpen()).isTrue();

        night.until("+1 04:14");
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(night.events(CheckCleared.class))
                .extracting(CheckCleared::reason)
                .contains("quiet for 24 h since the root cause's checks passed");
    }

    @Test
    void a_silent_cause_clears_no_monitor() {
        Night silent = Night.over("raw.orders > orders", "raw.orders > refunds");
        silent.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        silent.hear("02:16", Say.monitor("refunds").failed("mc-2", "02:15"));
        assertThat(silent.incident().suspected()).isTrue();
        silent.until("+1 12:00");

        assertThat(silent.incident().failingCheckCount()).isEqualTo(2);
    }

    @Test
    void a_monitor_that_spoke_again_is_quiet_from_then() {
        night.run("02:15", Say.test("raw.orders").failed("run-1", "02:14"));
        night.hear("02:20", Say.monitor("orders").failed("mc-1", "02:19"));
        night.run("04:15", Say.test("raw.orders").passed("run-2", "04:14"));
        night.hear("10:00", Say.monitor("orders").failed("mc-2", "09:59"));
        night.until("+1 09:59");
        assertThat(night.incident().isOpen()).isTrue();

        night.until("+1 10:00");
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_failure_that_comes_while_resolving_waits_keeps_it_open() {
        night.state.use(
                io.headwater.incident.policy.Policies.SHIPPED.with(new io.headwater.incident.policy.PolicyDocument(
                        "correlation", "team", 1, java.util.Map.of("resolveAfter", "PT30M"))));
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        night.run("03:15", Say.test("orders").passed("run-2", "03:14"));
        night.run("03:30", Say.test("orders").failed("run-3", "03:29"));
        night.until("05:00");

        assertThat(night.incident().isOpen()).isTrue();
    }

    @Test
    void a_check_that_flaps_is_a_state_of_the_incident_and_resolves_when_it_came_to_rest() {
        for (int i = 0; i < 3; i++) {
            String failed = "%02d:10".formatted(2 + i);
            String passed = "%02d:40".formatted(2 + i);
            night.run(
                    failed,
                    Say.test("orders").failed("f" + i, failed),
                    Say.test("stg_orders").failed("f" + i, failed));
            night.run(passed, Say.test("orders").passed("p" + i, passed));
        }
        assertThat(night.events(FlappingStarted.class)).hasSize(1);
        night.run("05:10", Say.test("stg_orders").passed("last", "05:09"));
        assertThat(night.incident().isOpen()).as("it flaps still").isTrue();

        night.until(Warehouse.at("05:10").plus(Duration.ofHours(26)));
        assertThat(night.events(FlappingEnded.class)).hasSize(1);
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void what_flaps_comes_to_rest_though_a_person_resolved_it_and_it_came_back_meanwhile() {
        flap();
        night.ask(new Resolve(night.by("ada", night.incident().id()), "enough"));
        night.run("05:10", Say.test("orders").failed("back", "05:09"));
        assertThat(night.incident().flapping()).hasSize(1);
        night.run("05:40", Say.test("orders").passed("last", "05:39"));
        assertThat(night.incident().isOpen()).as("it flaps still").isTrue();

        night.until(Warehouse.at("05:40").plus(Duration.ofHours(26)));
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_check_that_was_split_off_flaps_where_it_went_and_not_where_it_was() {
        night.run("02:05", Say.test("stg_orders").failed("run-1", "02:04"));
        flap();
        String whole = night.incident().id();
        night.ask(new Split(night.by("ada", whole), List.of("dbt/not_null_orders"), "another"));

        assertThat(night.holding("dbt/not_null_stg_orders").flapping()).isEmpty();
        assertThat(night.holding("dbt/not_null_orders").flapping()).containsExactly("dbt/not_null_orders");
        assertThat(night.holding("dbt/not_null_orders").isOpen()).isTrue();
        night.run("05:10", Say.test("stg_orders").passed("last", "05:09"));
        assertThat(night.holding("dbt/not_null_stg_orders").status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    private void flap() {
        for (int i = 0; i < 3; i++) {
            String failed = "%02d:10".formatted(2 + i);
            String passed = "%02d:40".formatted(2 + i);
            night.run(failed, Say.test("orders").failed("f" + i, failed));
            night.run(passed, Say.test("orders").passed("p" + i, passed));
        }
        assertThat(night.events(FlappingStarted.class)).hasSize(1);
    }

    @Test
    void assets_are_up_again_when_their_incident_is_over() {
        night.run("02:15", Say.test("orders").failed("run-1", "02:14"));
        assertThat(night.status("orders")).isEqualTo(Health.DOWN);
        assertThat(night.status("dash:sales")).isEqualTo(Health.DEGRADED);
        assertThat(night.status("stg_orders")).isEqualTo(Health.UP);

        night.run("03:15", Say.test("orders").passed("run-2", "03:14"));
        assertThat(night.status("orders")).isEqualTo(Health.UP);
        assertThat(night.status("dash:sales")).isEqualTo(Health.UP);
    }
}
