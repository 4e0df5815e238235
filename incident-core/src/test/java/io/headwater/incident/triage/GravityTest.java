package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand.SetPriority;
import io.headwater.incident.incident.IncidentEvent.ImpactRevised;
import io.headwater.incident.incident.IncidentEvent.PriorityChanged;
import io.headwater.incident.incident.PolicyUsed;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.incident.PriorityReason;
import io.headwater.incident.policy.Policies;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.status.Health;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How grave an incident is: what failed, warned or only broke, and which rule says so. */
class GravityTest {
    private final Night night =
            Night.over("raw.orders > stg_orders > orders > dash:sales", "orders > board > dash:ceo_1");

    @Test
    void a_test_that_could_not_run_is_an_incident_of_its_own_at_p3_and_no_evidence_of_a_cause() {
        night.run(
                "02:15",
                Say.test("stg_orders").failed("run-1", "02:14"),
                Say.test("board").errored("run-1", "02:14"));

        assertThat(night.live()).hasSize(2);
        Incident broken = night.holding("dbt/not_null_board");
        assertThat(broken.priority()).isEqualTo(Priority.P3);
        assertThat(broken.failures()).isEmpty();
        assertThat(broken.rootCauses()).containsExactly(Warehouse.urn("board"));
        assertThat(broken.rootCauseReason()).isEqualTo("the check itself broke, which says nothing about the data");
        assertThat(broken.impact().assetCount()).isZero();
        assertThat(night.holding("dbt/not_null_stg_orders").rootCauses()).containsExactly(Warehouse.urn("stg_orders"));
    }

    @Test
    void a_check_that_only_broke_degrades_its_asset_and_nothing_below() {
        night.run("02:15", Say.test("orders").errored("run-1", "02:14"));

        assertThat(night.status("orders")).isEqualTo(Health.DEGRADED);
        assertThat(night.status("dash:sales")).isEqualTo(Health.UP);
    }

    @Test
    void a_build_that_could_not_run_is_evidence() {
        night.run("02:15", Say.build("board").errored("run-1", "02:14"));

        assertThat(night.incident().failures()).hasSize(1);
        assertThat(night.incident().priority()).isEqualTo(Priority.P0);
        assertThat(night.status("dash:ceo_1")).isEqualTo(Health.DEGRADED);
    }

    @Test
    void a_broken_check_that_fails_later_is_evidence_then() {
        night.run("02:15", Say.test("orders").errored("run-1", "02:14"));
        night.run("03:15", Say.test("orders").failed("run-2", "03:14"));

        assertThat(night.incident().failures()).hasSize(1);
        assertThat(night.incident().impact().dashboardCount()).isEqualTo(2);
        assertThat(night.status("orders")).isEqualTo(Health.DOWN);
    }

    @Test
    void a_broken_check_that_fails_later_has_a_cause_that_was_weighed_and_is_merged_where_that_is_another_incidents() {
        night.run("02:15", Say.test("orders").errored("run-1", "02:14"));
        night.run("03:15", Say.test("orders").failed("run-2", "03:14"));
        assertThat(night.incident().rootCauses()).containsExactly(Warehouse.urn("orders"));
        assertThat(night.incident().rootCauseReason()).doesNotContain("broke");
        assertThat(night.incident().candidates()).isNotEmpty();

        Night other = Night.over("raw.orders > stg_orders > orders > dash:sales");
        other.run(
                "02:15",
                Say.test("orders").errored("run-1", "02:14"),
                Say.test("stg_orders").failed("run-1", "02:14"),
                Say.build("stg_orders").failed("run-1", "02:14"));
        assertThat(other.live()).hasSize(2);
        other.run("03:15", Say.test("orders").failed("run-2", "03:14"));
        other.until("03:30");
        assertThat(other.incident().rootCauses()).containsExactly(Warehouse.urn("stg_orders"));
        assertThat(other.incident().alerts()).hasSize(3);
    }

    @Test
    void what_only_warned_is_p3_at_most_and_degraded() {
        night.run("02:15", Say.test("board").warned("run-1", "02:14"));

        assertThat(night.incident().priority()).isEqualTo(Priority.P3);
        assertThat(night.incident().priorityReasons())
                .extracting(PriorityReason::rule)
                .contains("not-failing");
        assertThat(night.status("board")).isEqualTo(Health.DEGRADED);
        assertThat(night.status("dash:ceo_1")).isEqualTo(Health.UP);
    }

    @Test
    void one_that_fails_lifts_the_ceiling_of_those_that_warned() {
        night.run(
                "02:15",
                Say.test("board").warned("run-1", "02:14"),
                Say.test("orders").warned("run-1", "02:14"));
        night.hear("02:20", Say.monitor("board").failed("mc-1", "02:19"));

        assertThat(night.incident().alertCount()).isEqualTo(3);
        assertThat(night.incident().priority()).isEqualTo(Priority.P0);
    }

    @Test
    void a_priority_that_stays_for_the_same_reasons_is_not_told_again() {
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        night.hear("02:16", Say.monitor("orders").failed("mc-2", "02:15"));

        assertThat(night.events(PriorityChanged.class)).hasSize(1);
    }

    @Test
    void the_facts_of_a_priority_that_stays_are_those_of_today_and_nobody_is_told_anew() {
        Night sales = Night.over("raw.orders > orders > dash:sales")
                .judgedBy(new RulePriorities((condition, facts) -> condition.equals("impact.dashboardCount > 0")));
        sales.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        assertThat(sales.incident().priorityReasons())
                .containsExactly(new PriorityReason("any-dashboard", "a dashboard shows broken data: sales"));

        sales.learn(Nodes.dashboard("refunds", 2, "orders"));
        sales.until("02:20");
        sales.view("dash:sales", "ben", "02:18");
        sales.until("02:30");

        PriorityReason today = new PriorityReason(
                "any-dashboard", "a dashboard shows broken data: dash:refunds (tier 2), sales; 1 viewer");
        assertThat(sales.incident().priorityReasons()).containsExactly(today);
        List<Headline> told = sales.headlines(ImpactRevised.class);
        assertThat(told.get(told.size() - 1).priorityReasons()).containsExactly(today);
        assertThat(sales.events(PriorityChanged.class)).hasSize(1);
    }

    @Test
    void the_status_of_an_asset_bears_the_priority_of_today() {
        night.hear("02:15", Say.monitor("stg_orders").failed("mc-1", "02:14"));
        night.ask(new SetPriority(night.by("ada", night.incident().id()), Priority.P4, "a test system"));
        assertThat(night.statuses().get(Warehouse.urn("stg_orders")).priority()).contains(Priority.P4);
        assertThat(night.statuses().get(Warehouse.urn("dash:sales")).priority()).contains(Priority.P4);

        Night raised = Night.over("raw.orders > orders");
        raised.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        assertThat(raised.statuses().get(Warehouse.urn("orders")).priority()).contains(Priority.P3);
        raised.learn(Nodes.dashboard("ceo", 1, "orders"));
        raised.until("02:20");
        assertThat(raised.incident().priority()).isEqualTo(Priority.P0);
        assertThat(raised.statuses().get(Warehouse.urn("orders")).priority()).contains(Priority.P0);
        assertThat(raised.statuses().get(Warehouse.urn("orders")).since()).isEqualTo(Warehouse.at("02:15"));
    }

    @Test
    void what_a_person_set_holds_whatever_happens() {
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        night.ask(new SetPriority(night.by("ada", night.incident().id()), Priority.P4, "a test system"));
        night.hear("02:20", Say.monitor("board").failed("mc-2", "02:19"));

        assertThat(night.incident().alertCount()).isEqualTo(2);
        assertThat(night.incident().priority()).isEqualTo(Priority.P4);
        assertThat(night.incident().priorityBy()).isPresent();
    }

    @Test
    void a_teams_own_rule_decides_and_is_named_with_its_version() {
        Night ours = night.judgedBy(new RulePriorities((condition, facts) -> condition.equals("it is ours")));
        ours.state.use(policy(
                "priority",
                Map.of(
                        "rules",
                        List.of(Map.of(
                                "name", "ours", "when", "it is ours", "priority", "P1", "because", "our own")))));
        ours.hear("02:15", Say.monitor("raw.orders").failed("mc-1", "02:14"));

        assertThat(ours.incident().priority()).isEqualTo(Priority.P1);
        assertThat(ours.incident().priorityReasons()).singleElement().satisfies(reason -> {
            assertThat(reason.rule()).isEqualTo("ours");
            assertThat(reason.facts()).startsWith("our own: ");
        });
        assertThat(ours.events(PriorityChanged.class)).singleElement().satisfies(event -> assertThat(
                        event.meta().policies())
                .containsExactly(new PolicyUsed("priority", "team", 7)));
    }

    @Test
    void a_correlation_policy_sets_the_waits() {
        Night slow = Night.over("raw.orders > orders");
        slow.state.use(policy("correlation", Map.of("groupWait", "PT5M", "resolveAfter", "PT10M")));
        slow.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        slow.until("02:30");
        assertThat(slow.incident().announcedAt()).contains(Warehouse.at("02:20"));

        slow.hear("03:00", Say.closed("fixed", Say.monitor("orders").failed("mc-1", "02:14")));
        assertThat(slow.incident().isOpen()).isTrue();
        slow.until(Warehouse.at("03:00").plus(Duration.ofMinutes(10)));
        assertThat(slow.incident().resolvedAt()).contains(Warehouse.at("03:10"));
    }

    private static Policies policy(String kind, Map<String, Object> spec) {
        return Policies.SHIPPED.with(new PolicyDocument(kind, "team", 7, spec));
    }
}
