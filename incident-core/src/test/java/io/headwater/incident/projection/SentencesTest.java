package io.headwater.incident.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.incident.EventMeta;
import io.headwater.schema.incident.Linked;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void a_ticket_whose_status_is_not_known_yet_is_linked_without_empty_brackets() {
        assertThat(linked("")).isEqualTo("Linked to jira DATA-7 by jira");
        assertThat(linked(null)).isEqualTo("Linked to jira DATA-7 by jira");
        assertThat(linked("To Do")).isEqualTo("Linked to jira DATA-7 (To Do) by jira");
    }

    private static String linked(String status) {
        Linked event = Linked.newBuilder()
                .setMeta(EventMeta.newBuilder()
                        .setWorkspace("shop")
                        .setIncident("inc-1")
                        .setVersion(1)
                        .setEventId("inc-1-1")
                        .setAt(Instant.parse("2026-03-01T04:00:00Z"))
                        .setCause("test")
                        .build())
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
