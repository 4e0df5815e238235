package io.headwater.incident.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.incident.AlertAttached;
import io.headwater.schema.incident.AlertRole;
import io.headwater.schema.incident.EventMeta;
import io.headwater.schema.incident.Linked;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final Instant AT = Instant.parse("2026-03-01T04:00:00Z");

    @Test
    void a_ticket_whose_status_is_not_known_yet_is_linked_without_empty_brackets() {
        assertThat(linked("")).isEqualTo("Linked to jira DATA-7 by jira");
        assertThat(linked(null)).isEqualTo("Linked to jira DATA-7 by jira");
        assertThat(linked("To Do")).isEqualTo("Linked to jira DATA-7 (To Do) by jira");
    }

    @Test
    void what_comes_by_a_merge_is_said_to_come_along() {
        assertThat(attached(null)).isEqualTo("not_null_orders failed, a cause");
        assertThat(attached(AT)).isEqualTo("not_null_orders failed, brought along as a cause");
    }

    private static String attached(Instant firstFailedAt) {
        CheckOutcome outcome = CheckOutcome.newBuilder()
                .setWorkspace("shop")
                .setSource("dbt")
                .setCheck("test.shop.not_null_orders")
                .setCheckName("not_null_orders")
                .setCheckKind(CheckKind.DATA_TEST)
                .setRun("run-1")
                .setStatus(OutcomeStatus.FAILED)
                .setOccurredAt(AT)
                .setReceivedAt(AT)
                .setDeliveryId("run-1")
                .build();
        AlertAttached event = AlertAttached.newBuilder()
                .setMeta(meta())
                .setOutcome(outcome)
                .setAssets(List.of("table:db.shop.orders"))
                .setRole(AlertRole.CAUSE)
                .setFirstFailedAt(firstFailedAt)
                .build();
        return Sentences.of(event).orElseThrow();
    }

    private static EventMeta meta() {
        return EventMeta.newBuilder()
                .setWorkspace("shop")
                .setIncident("inc-1")
                .setVersion(1)
                .setEventId("inc-1-1")
                .setAt(AT)
                .setCause("test")
                .build();
    }

    private static String linked(String status) {
        Linked event = Linked.newBuilder()
                .setMeta(meta())
                .setSystem("jira")
                .setKey("DATA-7")
                .setUrl("https://jira.example.com/browse/DATA-7")
                .setStatus(status)
                .setBy(Actor.newBuilder()
                        .setKind(ActorKind.SYSTEM)
                        .setVia("jira")
                        .build())
                .build();
        return Sentences.of(event).orElseThrow();
    }
}
