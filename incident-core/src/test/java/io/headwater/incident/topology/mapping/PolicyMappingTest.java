package io.headwater.incident.topology.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.incident.policy.PolicyDocument;
import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyMappingTest {
    @Test
    void the_documents_spec_reaches_the_rules_as_it_is() {
        PolicyDocument document = read(
                "{\"kind\":\"correlation\",\"name\":\"team\",\"spec\":{\"cause\":2.5,\"window\":\"PT6H\",\"on\":true,"
                        + "\"rules\":[{\"name\":\"a\"},{\"n\":3}]}}",
                false);

        assertThat(document)
                .isEqualTo(new PolicyDocument(
                        "correlation",
                        "team",
                        4,
                        Map.of(
                                "cause",
                                2.5,
                                "window",
                                "PT6H",
                                "on",
                                true,
                                "rules",
                                List.of(Map.of("name", "a"), Map.of("n", 3)))));
    }

    @Test
    void the_person_who_applied_it_is_known_and_a_system_is_nobody() {
        Policy policy = Policy.newBuilder()
                .setWorkspace("shop")
                .setKind("silence")
                .setName("upgrade")
                .setVersion(1)
                .setDocument("{\"spec\":{}}")
                .setAppliedAt(Instant.EPOCH)
                .build();
        assertThat(PolicyMapping.toCore(policy).appliedBy()).isEmpty();
        policy.setAppliedBy(new Actor(ActorKind.SYSTEM, null, "api"));
        assertThat(PolicyMapping.toCore(policy).appliedBy()).isEmpty();
        policy.setAppliedBy(new Actor(ActorKind.PERSON, "ada", "api"));
        assertThat(PolicyMapping.toCore(policy).appliedBy()).contains("ada");
    }

    @Test
    void a_policy_that_ended_has_no_spec_whatever_its_document_says() {
        assertThat(read("{\"spec\":{\"cause\":2}}", true).spec()).isEmpty();
        assertThat(read("no JSON at all", true).spec()).isEmpty();
    }

    @Test
    void a_document_that_is_no_policy_is_refused_with_the_reason() {
        assertThatThrownBy(() -> read("{\"spec\":[1]}", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the policy's document has no object `spec`");
        assertThatThrownBy(() -> read("{\"spec\":", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the policy's document is not JSON: ");
    }

    private static PolicyDocument read(String document, boolean removed) {
        return PolicyMapping.toCore(Policy.newBuilder()
                .setWorkspace("shop")
                .setKind("correlation")
                .setName("team")
                .setVersion(4)
                .setDocument(document)
                .setAppliedAt(Instant.EPOCH)
                .setRemoved(removed)
                .build());
    }
}
