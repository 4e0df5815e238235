package io.headwater.incident.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.CorrelationPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    @Test
    void where_nothing_is_applied_the_shipped_constants_hold() {
        assertThat(Policies.SHIPPED.correlation()).isEqualTo(CorrelationPolicy.DEFAULTS);
        assertThat(Policies.SHIPPED.priorityRules()).isEmpty();
        assertThat(Policies.SHIPPED.resolveAfter()).isZero();
    }

    @Test
    void the_highest_version_is_in_force_whatever_order_they_come_in() {
        PolicyDocument one = correlation(1, Map.of("groupWait", "PT1S"));
        PolicyDocument two = correlation(2, Map.of("groupWait", "PT2S"));
        assertThat(Policies.SHIPPED.with(two).with(one).correlation().groupWait())
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(Policies.SHIPPED.with(one).with(two).correlation().groupWait())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_document_changes_what_it_names_and_nothing_else() {
        Policies policies = Policies.SHIPPED.with(correlation(1, Map.of("window", "PT6H", "resolveAfter", "PT5M")));
        assertThat(policies.correlation().window()).isEqualTo(Duration.ofHours(6));
        assertThat(policies.correlation().reopenWindow()).isEqualTo(CorrelationPolicy.DEFAULTS.reopenWindow());
        assertThat(policies.resolveAfter()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_removed_policy_gives_way_to_what_is_shipped() {
        Policies policies = Policies.SHIPPED.with(correlation(1, Map.of("window", "PT6H")));
        assertThat(policies.without("correlation", "default").correlation()).isEqualTo(CorrelationPolicy.DEFAULTS);
    }

    @Test
    void priority_rules_keep_their_order_and_name_their_policy() {
        Policies policies = Policies.SHIPPED.with(new PolicyDocument(
                "priority",
                "default",
                3,
                Map.of(
                        "rules",
                        List.of(
                                Map.of("name", "b", "when", "true", "priority", "P1"),
                                Map.of("name", "a", "when", "true", "priority", "P2", "because", "so")))));
        assertThat(policies.priorityRules()).extracting(PriorityRule::name).containsExactly("b", "a");
        assertThat(policies.priorityRules()).extracting(PriorityRule::version).containsOnly(3L);
    }

    @Test
    void kinds_whose_names_begin_alike_are_kept_apart() {
        Policies policies = Policies.SHIPPED
                .with(new PolicyDocument("rotation", "x", 1, Map.of()))
                .with(new PolicyDocument("routing", "x", 1, Map.of()));
        assertThat(policies.ofKind("rotation")).hasSize(1);
        assertThat(policies.ofKind("r")).isEmpty();
        assertThat(policies.all()).hasSize(2);
    }

    private static PolicyDocument correlation(long version, Map<String, Object> spec) {
        return new PolicyDocument("correlation", "default", version, spec);
    }
}
