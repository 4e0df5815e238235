package io.headwater.notifier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.Notification;
import io.headwater.schema.Priority;
import io.headwater.topics.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Told once, whatever goes wrong at Slack, on the log or with the notifier itself. */
@QuarkusTest
class OnceIT extends Installation {
    @Inject
    KafkaClientService clients;

    @Test
    void a_message_that_slack_asks_to_wait_with_is_told_once_and_not_before() {
        settle("wait");
        slack.fault("429", "chat.postMessage");
        announce("wait", "inc-w1", new Story("wait", "inc-w1"));

        List<JsonNode> posts = postsOf("wait", "P2 ·", "inc-w1");
        assertThat(posts).extracting(post -> post.path("status").asInt()).containsExactly(429, 200);
        assertThat(Duration.between(at(posts.get(0)), at(posts.get(1)))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        one("inc-w1");
    }

    @Test
    void a_message_that_slack_failed_on_is_looked_for_and_told_once() {
        settle("broken");
        slack.fault("500", "chat.postMessage");
        announce("broken", "inc-b1", new Story("broken", "inc-b1"));
        assertThat(postsOf("broken", "P2 ·", "inc-b1"))
                .extracting(post -> post.path("status").asInt())
                .containsExactly(500, 200);
        one("inc-b1");
    }

    @Test
    void a_message_whose_answer_was_lost_is_found_in_the_channel_and_not_told_again() {
        settle("lost");
        slack.fault("reset-after-accept", "chat.postMessage");
        Story story = new Story("lost", "inc-o1");
        JsonNode message = announce("lost", "inc-o1", story);
        assertThat(postsOf("lost", "P2 ·", "inc-o1")).hasSize(1);
        assertThat(slack.requests(
                        "conversations.history", message.path("channel").asText()))
                .isNotEmpty();
        // Its thread and its edits go on at the message that was found.
        write("lost", "inc-o1", story.titled("orders: freshness"));
        await().atMost(SOON).untilAsserted(() -> assertThat(text(one("inc-o1"))).contains("orders: freshness"));
    }

    @Test
    void a_reply_whose_answer_was_lost_is_found_in_the_thread() {
        settle("lost-reply");
        Story story = new Story("lost-reply", "inc-p1");
        JsonNode message = announce("lost-reply", "inc-p1", story);
        slack.fault("reset-after-accept", "chat.postMessage");
        write("lost-reply", "inc-p1", story.priority(Priority.P1));
        await().atMost(SOON).until(() -> !slack.requests(
                        "conversations.replies", message.path("ts").asText())
                .isEmpty());
        // Replies are told in order: once this one is there, the one before is settled.
        write("lost-reply", "inc-p1", story.acknowledgedBy(hash(BEN)));
        await().atMost(SOON)
                .until(() -> slack.replies("inc-p1").stream().anyMatch(r -> text(r).contains("Acknowledged")));
        assertThat(slack.broadcasts("inc-p1")).hasSize(1);
    }

    @Test
    void an_edit_whose_answer_was_lost_is_made_again() {
        settle("lost-edit");
        Story story = new Story("lost-edit", "inc-d1");
        announce("lost-edit", "inc-d1", story);
        slack.fault("down", "chat.update");
        write("lost-edit", "inc-d1", story.titled("orders: freshness"));
        await().atMost(SOON).untilAsserted(() -> assertThat(text(one("inc-d1"))).contains("orders: freshness"));
    }

    @Test
    void the_same_events_seen_again_tell_nobody_twice() {
        settle("again");
        Story story = new Story("again", "inc-g1").opened().announced().priority(Priority.P1);
        List<SpecificRecord> events = story.take();
        log.write(Topics.INCIDENT_EVENTS, "again", "inc-g1", events);
        await().atMost(SOON).until(() -> slack.broadcasts("inc-g1").size() == 1);

        // Written anew by who is not sure whether they arrived.
        log.write(Topics.INCIDENT_EVENTS, "again", "inc-g1", events);
        announce("again", "inc-g2", new Story("again", "inc-g2"));
        assertToldOnce();
        // The same offsets, from the first on.
        onTheReader(reader -> reader.seekToBeginning(reader.assignment()));
        announce("again", "inc-g3", new Story("again", "inc-g3"));
        assertToldOnce();
        // What happens at every start: partitions are taken, and read on from the ledger's watermark.
        onTheReader(org.apache.kafka.clients.consumer.Consumer::enforceRebalance);
        announce("again", "inc-g4", new Story("again", "inc-g4"));
        assertToldOnce();
    }

    private void assertToldOnce() {
        assertThat(slack.roots("inc-g1")).hasSize(1);
        assertThat(slack.replies("inc-g1")).hasSize(2);
        assertThat(log.read(Topics.NOTIFICATIONS, "again", Notification.class).stream()
                        .filter(one -> one.getIncident().equals("inc-g1"))
                        .map(Notification::getKind)
                        .distinct())
                .containsExactlyInAnyOrder("announce", "details", "raised", "edit");
    }

    @Test
    void a_new_installation_begins_at_the_end_and_tells_of_an_old_incident_only_when_it_is_raised() {
        announce(SandboxSlack.BEFORE, "inc-new", new Story(SandboxSlack.BEFORE, "inc-new"));
        assertThat(slack.roots("inc-old")).isEmpty();

        Story old = SandboxSlack.oldStory();
        old.take();
        write(SandboxSlack.BEFORE, "inc-old", old.priority(Priority.P0));
        await().atMost(SOON).until(() -> slack.replies("inc-old").size() == 1);
        assertThat(text(one("inc-old"))).startsWith("P0 · ");
    }

    @Test
    void what_is_no_record_becomes_a_dead_letter_and_the_next_event_is_told() throws IOException {
        settle("poison");
        byte[] poison = "no Avro at all".getBytes(StandardCharsets.UTF_8);
        log.write(Topics.INCIDENT_EVENTS, "poison", "inc-x1", poison);
        announce("poison", "inc-x2", new Story("poison", "inc-x2"));

        DeadLetter letter = deadLetter("poison");
        assertThat(letter.getReason()).contains("not an Avro record");
        assertThat(letter.getTopic()).isEqualTo(Topics.INCIDENT_EVENTS.name());
        byte[] kept =
                new GZIPInputStream(new ByteArrayInputStream(letter.getPayload().array())).readAllBytes();
        assertThat(kept).isEqualTo(poison);
    }

    @Test
    void what_the_database_refuses_becomes_a_dead_letter_and_the_next_event_is_told() {
        settle("refused");
        String unspeakable = "inc\u0000y1";
        log.write(
                Topics.INCIDENT_EVENTS,
                "refused",
                unspeakable,
                new Story("refused", unspeakable).opened().announced().take().subList(0, 1));
        announce("refused", "inc-y2", new Story("refused", "inc-y2"));
        assertThat(deadLetter("refused").getReason()).startsWith("it cannot be written: ERROR: invalid byte sequence");
    }

    private DeadLetter deadLetter(String workspace) {
        return await().atMost(SOON)
                .until(() -> log.read(Topics.DEAD_LETTER, workspace, DeadLetter.class), letters -> letters.size() == 1)
                .get(0);
    }

    private void onTheReader(Consumer<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> action) {
        clients.<String, byte[]>getConsumer("incident-events")
                .runOnPollingThread(action)
                .await()
                .atMost(SOON);
    }

    /** Attempts to post in that channel what begins so. */
    private List<JsonNode> postsOf(String workspace, String beginning, String incident) {
        return slack.requests("chat.postMessage", incident).stream()
                .filter(post -> post.path("body").asText().contains("channel=%23" + workspace + "&"))
                .filter(post -> !post.path("body").asText().contains("thread_ts"))
                .filter(post -> java.net.URLDecoder.decode(post.path("body").asText(), StandardCharsets.UTF_8)
                        .contains("text=" + beginning))
                .toList();
    }

    private static Instant at(JsonNode request) {
        return Instant.parse(request.path("at").asText());
    }
}
