package io.headwater.notifier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.schema.DeliveryState;
import io.headwater.schema.Notification;
import io.headwater.schema.Priority;
import io.headwater.topics.Topics;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TellingIT extends Installation {

    @Test
    void an_announced_incident_is_one_message_in_the_routed_channel_that_calls_who_is_on_call() {
        settle("announce");
        JsonNode message = announce("announce", "inc-a1", new Story("announce", "inc-a1"));

        assertThat(message.path("channelName").asText()).isEqualTo("announce");
        assertThat(text(message)).startsWith("P2 · payments: not_null failed").contains(slack.mention(ADA));
        assertThat(message.path("blocks").toString())
                .contains("http://headwater.test/incidents/announce/inc-a1")
                .contains("shop.raw.payments")
                .contains("<https://bi.example.com/revenue|Revenue>");
        JsonNode details = slack.replies("inc-a1").get(0);
        assertThat(text(details)).startsWith("Details of payments");
        assertThat(details.path("threadTs").asText())
                .isEqualTo(message.path("ts").asText());
        assertThat(details.path("broadcast").asBoolean()).isFalse();
    }

    @Test
    void a_condition_that_holds_sends_an_incident_elsewhere() {
        settle("routes");
        JsonNode message = announce("routes", "inc-r1", new Story("routes", "inc-r1").priority(Priority.P4));
        assertThat(message.path("channelName").asText()).isEqualTo("noise");
        assertThat(text(message)).doesNotContain("<@");
    }

    @Test
    void later_events_edit_the_message_in_place_and_are_told_in_the_thread() {
        settle("edits");
        Story story = new Story("edits", "inc-e1");
        JsonNode before = announce("edits", "inc-e1", story);
        write("edits", "inc-e1", story.titled("orders: freshness").acknowledgedBy(hash(BEN)));

        await().atMost(SOON).untilAsserted(() -> assertThat(slack.replies("inc-e1"))
                .extracting(Installation::text)
                .containsExactly("Details of orders: freshness", ":eyes: Acknowledged by ben (console)."));
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode after = one("inc-e1");
            assertThat(text(after)).contains("orders: freshness");
            assertThat(after.path("blocks").toString())
                    .contains("Acknowledged by ben (console)")
                    .doesNotContain("\"ack\"");
            assertThat(after.path("ts")).isEqualTo(before.path("ts"));
            assertThat(after.path("edited").asBoolean()).isTrue();
        });
        assertThat(slack.broadcasts("inc-e1")).isEmpty();
    }

    @Test
    void a_rise_to_p1_and_a_reopening_are_said_aloud_in_the_thread() {
        settle("aloud");
        Story story = new Story("aloud", "inc-l1");
        announce("aloud", "inc-l1", story);
        write("aloud", "inc-l1", story.priority(Priority.P1));
        await().atMost(SOON).until(() -> slack.broadcasts("inc-l1").size() == 1);
        write("aloud", "inc-l1", story.resolved().reopened());
        await().atMost(SOON).until(() -> slack.broadcasts("inc-l1").size() == 2);

        List<JsonNode> aloud = slack.broadcasts("inc-l1");
        assertThat(text(aloud.get(0))).contains("*Raised to P1*", slack.mention(ADA) + ", you are on call.");
        assertThat(text(aloud.get(1))).contains("*Reopened* (P1)", slack.mention(ADA) + ", you are on call.");
        assertThat(aloud).allMatch(m -> m.path("threadTs").equals(one("inc-l1").path("ts")));
    }

    @Test
    void a_p0_that_nobody_acknowledges_is_repeated_and_then_goes_to_the_fallback() {
        settle("calls", "PT1S");
        Story taken = new Story("calls", "inc-taken").priority(Priority.P0);
        write("calls", "inc-taken", taken.opened().announced().acknowledgedBy(hash(BEN)));
        announce("calls", "inc-c1", new Story("calls", "inc-c1").priority(Priority.P0));

        await().atMost(SOON).until(() -> slack.broadcasts("inc-c1").size() == 2);
        List<JsonNode> aloud = slack.broadcasts("inc-c1");
        assertThat(text(aloud.get(0))).contains("P0, not acknowledged for", slack.mention(ADA));
        assertThat(text(aloud.get(1))).contains(":sos:", slack.mention(DARA) + ", please take it.");
        assertThat(slack.broadcasts("inc-taken")).isEmpty();
    }

    @Test
    void a_late_incident_is_suppressed_and_the_log_says_why() {
        settle("late");
        write("late", "inc-late", new Story("late", "inc-late").late().opened().announced());
        announce("late", "inc-next", new Story("late", "inc-next"));
        assertThat(slack.roots("inc-late")).isEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(notifications("late", "inc-late"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getState()).isEqualTo(DeliveryState.SUPPRESSED);
                    assertThat(one.getReason()).startsWith("late: ");
                }));
    }

    @Test
    void the_log_says_how_far_each_notification_has_come() {
        settle("states");
        // Asked to wait, it is known not to have arrived; without an answer, nothing is known.
        slack.fault("429", "chat.postMessage");
        slack.fault("500", "chat.postMessage");
        announce("states", "inc-s1", new Story("states", "inc-s1"));

        await().atMost(SOON).untilAsserted(() -> assertThat(notifications("states", "inc-s1"))
                .filteredOn(one -> one.getKind().equals("announce"))
                .extracting(Notification::getState)
                .containsSubsequence(DeliveryState.INTENDED, DeliveryState.SENT, DeliveryState.CONFIRMED));
        List<Notification> announced = notifications("states", "inc-s1").stream()
                .filter(one -> one.getKind().equals("announce"))
                .toList();
        assertThat(announced.stream().map(Notification::getNotificationId).distinct())
                .hasSize(1);
        Notification last = announced.get(announced.size() - 1);
        JsonNode message = one("inc-s1");
        assertThat(last.getRemoteId())
                .isEqualTo(message.path("channel").asText() + "/"
                        + message.path("ts").asText());
        assertThat(last.getUrl()).isEqualTo(message.path("permalink").asText());
        assertThat(last.getTarget()).isEqualTo("#states");
    }

    private List<Notification> notifications(String workspace, String incident) {
        return log.read(Topics.NOTIFICATIONS, workspace, Notification.class).stream()
                .filter(one -> one.getIncident().equals(incident))
                .toList();
    }
}
