package io.headwater.incident.priority;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.lineage.BlastRadius;
import io.headwater.incident.lineage.Impact;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.Severity;
import io.headwater.incident.policy.Policies;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.incident.triage.PriorityFacts;
import io.headwater.incident.triage.PriorityVerdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RulePrioritiesTest {
    private final RulePriorities rules = new RulePriorities(new CelExpressions()::holds);

    @Test
    void a_tier_1_dashboard_makes_it_P0_and_is_named() {
        PriorityVerdict verdict = rules.evaluate(facts(1, 23, true), Policies.SHIPPED);
        assertThat(verdict.priority()).isEqualTo(Priority.P0);
        assertThat(verdict.reasons()).singleElement().satisfies(r -> {
            assertThat(r.rule()).isEqualTo("tier-1-dashboard");
            assertThat(r.facts()).isEqualTo("a tier-1 dashboard shows broken data: Sales (tier 1); 23 viewers");
        });
    }

    @Test
    void ten_viewers_make_it_P1_without_an_important_dashboard() {
        assertThat(rules.evaluate(facts(3, 10, true), Policies.SHIPPED).priority())
                .isEqualTo(Priority.P1);
        assertThat(rules.evaluate(facts(3, 9, true), Policies.SHIPPED).priority())
                .isEqualTo(Priority.P2);
    }

    @Test
    void without_a_dashboard_it_is_P3() {
        assertThat(rules.evaluate(facts(0, 0, true), Policies.SHIPPED).priority())
                .isEqualTo(Priority.P3);
    }

    @Test
    void mere_warnings_are_P3_whatever_they_touch() {
        assertThat(rules.evaluate(facts(1, 99, false), Policies.SHIPPED).priority())
                .isEqualTo(Priority.P3);
    }

    @Test
    void an_applied_policy_comes_before_the_shipped_rules_and_is_named_with_its_version() {
        PriorityVerdict verdict = rules.evaluate(facts(1, 0, true), policy("impact.dashboardCount == 1", "P4"));
        assertThat(verdict.priority()).isEqualTo(Priority.P4);
        assertThat(verdict.policies()).singleElement().satisfies(p -> {
            assertThat(p.name()).isEqualTo("default");
            assertThat(p.version()).isEqualTo(7);
        });
    }

    @Test
    void where_no_applied_rule_holds_the_shipped_ones_do() {
        assertThat(rules.evaluate(facts(1, 0, true), policy("impact.dashboardCount > 5", "P4"))
                        .priority())
                .isEqualTo(Priority.P0);
    }

    @Test
    void a_rule_that_cannot_be_evaluated_does_not_hold_and_says_so() {
        PriorityVerdict verdict = rules.evaluate(facts(1, 0, true), policy("impact.nonsense > 5", "P4"));
        assertThat(verdict.priority()).isEqualTo(Priority.P0);
        assertThat(verdict.reasons())
                .anySatisfy(r -> assertThat(r.facts()).contains("could not be evaluated", "nonsense"));
    }

    @Test
    void every_shipped_condition_compiles() {
        CelExpressions cel = new CelExpressions();
        RulePriorities.SHIPPED.forEach(
                rule -> assertThat(cel.errors(rule.when())).as(rule.name()).isEmpty());
    }

    @Test
    void a_fact_that_there_is_none_of_is_told_with_those_there_are() {
        CelExpressions cel = new CelExpressions();
        assertThat(cel.errors("alert.failing && impact.nonsense > 5"))
                .containsExactly(
                        "column 18: there is no impact.nonsense; impact has assetCount, bestTier, dashboardCount,"
                                + " dashboards, viewerCount");
        assertThat(cel.errors("has(cause.foo)")).hasSize(1);
        assertThat(cel.errors("impact.dashboards.exists(d, d.tier == 1 && cause.foo == 'x')"))
                .hasSize(1);
        assertThat(cel.errors("impact.dashboards.exists(cause, cause.maturity == 'high')"))
                .isEmpty();
        assertThat(cel.errors("impact['nonsense'] > 5")).isEmpty();
        assertThat(CelExpressions.overOutcomes().errors("outcome.foo == 1"))
                .containsExactly("column 1: there is no outcome.foo; outcome has message, run, severity, status");
    }

    @Test
    void every_fact_can_be_named() {
        CelExpressions cel = new CelExpressions();
        FactSheet.of(facts(1, 1, true))
                .forEach((map, facts) -> ((Map<?, ?>) facts).keySet().forEach(fact -> assertThat(
                                cel.errors("has(" + map + "." + fact + ")"))
                        .isEmpty()));
    }

    private static Policies policy(String when, String priority) {
        return Policies.SHIPPED.with(new PolicyDocument(
                "priority",
                "default",
                7,
                Map.of("rules", List.of(Map.of("name", "own", "when", when, "priority", priority)))));
    }

    /** A table with, for a tier above 0, a dashboard of that tier below it. */
    private static PriorityFacts facts(int tier, int viewers, boolean failing) {
        LineageGraph graph = new LineageGraph();
        graph.put(asset("table:w.m.orders", "orders", AssetType.MODEL, List.of(), OptionalInt.empty()));
        if (tier > 0) {
            graph.put(asset(
                    "dashboard:bi:sales",
                    "Sales",
                    AssetType.DASHBOARD,
                    List.of("table:w.m.orders"),
                    OptionalInt.of(tier)));
        }
        Impact impact = BlastRadius.of(graph, List.of("table:w.m.orders"), Optional.of("table:w.m.orders"));
        return new PriorityFacts(
                Incident.none("acme", "inc-1"),
                impact,
                viewers,
                Severity.UNKNOWN,
                failing,
                !failing,
                false,
                List.of("DATA_TEST"),
                List.of("dbt"),
                Optional.of(new PriorityFacts.Cause(
                        "table:w.m.orders", "orders", AssetType.MODEL, OptionalInt.empty(), false, Optional.empty())));
    }

    private static AssetNode asset(String urn, String name, AssetType type, List<String> upstreams, OptionalInt tier) {
        return new AssetNode(
                urn,
                name,
                type,
                List.of(),
                List.of(),
                upstreams,
                List.of(),
                tier,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
