package io.headwater.notifier.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.notifier.incident.Priority;
import io.headwater.notifier.ledger.PolicyRow;
import io.headwater.notifier.routing.Destination;
import io.headwater.notifier.routing.Escalation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {
    private static final Instant MONDAY_NOON = Instant.parse("2026-01-12T12:00:00Z");

    @Test
    void several_routing_policies_count_in_the_order_of_their_names() {
        Policies policies = read(
                policy("routing", "b", "{'routes': [{'channel': '#last'}]}"),
                policy(
                        "routing",
                        "a",
                        "{'routes': [{'when': 'incident.late', 'channel': '#late'}, {'rotation': 'data'}]}"));
        assertThat(policies.routing().routes())
                .extracting(route -> route.destination().channel())
                .containsExactly("#late", "#data-incidents", "#last");
        assertThat(policies.routing().routes().get(1).destination().rotation()).contains("data");
    }

    @Test
    void a_rotation_hands_over_weekly_at_nine_in_utc_where_it_does_not_say() {
        Policies policies = read(policy("rotation", "data", "{'start': '2026-01-05', 'participants': ['ada', 'ben']}"));
        Destination there = new Destination("#x", Optional.of("data"), Optional.empty());
        assertThat(policies.onCall(there, MONDAY_NOON).orElseThrow().person()).isEqualTo("ben");
        assertThat(policies.onCall(there, Instant.parse("2026-01-12T08:59:00Z"))
                        .orElseThrow()
                        .person())
                .isEqualTo("ada");
    }

    @Test
    void nobody_is_on_call_where_the_route_names_no_rotation_or_one_that_is_not_there() {
        Policies policies = read();
        assertThat(policies.onCall(Destination.DEFAULT, MONDAY_NOON)).isEmpty();
        assertThat(policies.onCall(new Destination("#x", Optional.of("gone"), Optional.empty()), MONDAY_NOON))
                .isEmpty();
    }

    @Test
    void an_escalation_says_for_whom_when_and_to_whom() {
        Policies policies = read(policy(
                "escalation", "fast", "{'priorities': ['P0', 'P1'], 'repeatAfter': 'PT5M', 'fallback': 'dara'}"));
        assertThat(policies.escalation(new Destination("#x", Optional.empty(), Optional.of("fast"))))
                .isEqualTo(
                        new Escalation(Set.of(Priority.P0, Priority.P1), Duration.ofMinutes(5), Optional.of("dara")));
    }

    @Test
    void without_an_escalation_policy_a_p0_is_repeated_after_ten_minutes_and_goes_to_nobody() {
        assertThat(read().escalation(Destination.DEFAULT))
                .isEqualTo(new Escalation(Set.of(Priority.P0), Duration.ofMinutes(10), Optional.empty()));
    }

    @Test
    void the_escalation_policy_named_default_is_that_of_routes_that_name_none() {
        Policies policies = read(policy("escalation", "default", "{'repeatAfter': 'PT1M'}"));
        assertThat(policies.escalation(Destination.DEFAULT).repeatAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void what_cannot_be_read_is_passed_over_and_named_and_silences_nobody() {
        Policies policies = read(
                policy("routing", "good", "{'routes': [{'channel': '#good'}]}"),
                policy("routing", "bad", "not json"),
                policy("rotation", "nowhere", "{'timeZone': 'Mars/Olympus', 'start': '2026-01-05'}"),
                policy("rotation", "startless", "{}"),
                policy("rotation", "endless", "{'start': '2026-01-05', 'length': 'P2000000000Y'}"),
                policy("escalation", "odd", "{'priorities': ['P9']}"));
        assertThat(policies.routing().routes()).hasSize(1);
        assertThat(policies.rotations()).isEmpty();
        assertThat(policies.broken()).hasSize(5).allMatch(words -> words.contains(" version 3: "));
        assertThat(policies.broken()).anyMatch(words -> words.startsWith("acme|rotation/startless"));
    }

    @Test
    void a_removed_policy_is_not_in_force() {
        PolicyRow gone = policy("routing", "old", "{'routes': [{'channel': '#old'}]}");
        gone.removed = true;
        assertThat(read(gone).routing().routes()).isEmpty();
    }

    private static Policies read(PolicyRow... rows) {
        return PolicyReader.read(List.of(rows));
    }

    private static PolicyRow policy(String kind, String name, String spec) {
        PolicyRow row = new PolicyRow();
        row.id = "acme|" + kind + "/" + name;
        row.workspace = "acme";
        row.kind = kind;
        row.name = name;
        row.version = 3;
        row.document = spec.startsWith("{") ? "{'spec': %s}".formatted(spec).replace('\'', '"') : spec;
        return row;
    }
}
