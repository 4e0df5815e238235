package io.headwater.notifier.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.SlackSignature;
import io.headwater.schema.Decision;
import io.headwater.schema.DecisionKind;
import io.headwater.schema.Person;
import io.headwater.schema.command.Acknowledge;
import io.headwater.schema.command.CommandMeta;
import io.headwater.schema.command.Resolve;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people and Slack ask of the notifier. */
@QuarkusTest
class DoorsIT extends Installation {
    private static final String CHLOE = "chloe@example.com";

    @TestHTTPResource("/slack/interactions")
    URI interactions;

    @BeforeEach
    void listen() {
        slack.postInteractionsTo(interactions.toString());
    }

    @Test
    void a_pressed_button_becomes_the_persons_command() {
        settle("press");
        JsonNode message = announce("press", "inc-z1", new Story("press", "inc-z1"));
        assertThat(slack.press(message, "ack", BEN).path("status").asInt()).isEqualTo(200);
        assertThat(slack.press(message, "resolve", CHLOE).path("status").asInt())
                .isEqualTo(200);

        List<SpecificRecord> commands = await().atMost(SOON).until(() -> commands("press"), c -> c.size() == 2);
        CommandMeta acknowledge = ((Acknowledge) commands.get(0)).getMeta();
        assertThat(acknowledge.getIncident()).isEqualTo("inc-z1");
        assertThat(acknowledge.getBy().getPerson()).isEqualTo(hash(BEN));
        assertThat(acknowledge.getBy().getVia()).isEqualTo("slack");
        assertThat(((Resolve) commands.get(1)).getMeta().getBy().getPerson()).isEqualTo(hash(CHLOE));
        // Whom nobody knew is introduced, so that the hash has a name.
        assertThat(log.read(Topics.PEOPLE, "press", Person.class))
                .filteredOn(person -> person.getPerson().equals(hash(CHLOE)))
                .singleElement()
                .satisfies(met -> {
                    assertThat(met.getEmail()).isEqualTo(CHLOE);
                    assertThat(met.getSlackId()).isEqualTo(slack.member(CHLOE));
                });
    }

    @Test
    void the_same_press_delivered_twice_is_one_command() {
        settle("twice");
        slackPosts(press("twice|inc-1", "1700000000.000001")).statusCode(200);
        slackPosts(press("twice|inc-1", "1700000000.000001")).statusCode(200);
        slackPosts(press("twice|inc-2", "1700000000.000002")).statusCode(200);
        await().atMost(SOON).until(() -> commands("twice").size() >= 2);
        assertThat(commands("twice"))
                .extracting(command -> ((Acknowledge) command).getMeta().getIncident())
                .containsExactly("inc-1", "inc-2");
    }

    @Test
    void who_pressed_in_vain_is_told_why_alone() {
        settle("vain");
        JsonNode message = announce("vain", "inc-v1", new Story("vain", "inc-v1"));
        slack.press(message, "ack", BEN);
        List<SpecificRecord> commands = await().atMost(SOON).until(() -> commands("vain"), c -> c.size() == 1);
        String command = ((Acknowledge) commands.get(0)).getMeta().getCommandId();
        Decision rejected = Decision.newBuilder()
                .setWorkspace("vain")
                .setSubject(command)
                .setKind(DecisionKind.REJECTED)
                .setReason("inc-v1 is already closed")
                .setIncident("inc-v1")
                .setAt(Instant.parse("2026-03-01T04:00:00Z"))
                .build();
        log.write(Topics.DECISIONS, "vain", command, List.of(rejected, rejected));

        String ben = slack.member(BEN);
        await().atMost(SOON).until(() -> !slack.whispers(ben).isEmpty());
        announce("vain", "inc-v2", new Story("vain", "inc-v2"));
        assertThat(slack.whispers(ben))
                .extracting(Installation::text)
                .containsExactly(":no_entry_sign: That was not possible: inc-v1 is already closed");
    }

    @Test
    void what_slack_did_not_sign_or_signed_long_ago_is_refused_and_does_nothing() {
        settle("forged");
        String body = press("forged|inc-1", "1700000000.000003");
        Instant now = Instant.now();
        posts(body, now, sign("another secret", now, body)).statusCode(401).contentType("application/problem+json");
        Instant sixMinutesAgo = now.minus(Duration.ofMinutes(6));
        posts(body, sixMinutesAgo, sign(SandboxSlack.SIGNING_SECRET, sixMinutesAgo, body))
                .statusCode(401);
        given().contentType(ContentType.URLENC)
                .body(body)
                .post("/slack/interactions")
                .then()
                .statusCode(401);
        // Presses become commands in their order: were there one of the forged, it would come first.
        slackPosts(press("forged|inc-2", "1700000000.000004")).statusCode(200);
        await().atMost(SOON).until(() -> !commands("forged").isEmpty());
        assertThat(commands("forged"))
                .extracting(command -> ((Acknowledge) command).getMeta().getIncident())
                .containsExactly("inc-2");
    }

    @Test
    void a_signed_request_that_is_malformed_says_what_is_missing() {
        slackPosts("nothing=1").statusCode(400).body("errors[0].field", equalTo("payload"));
        slackPosts(press("no-incident", "1700000000.000005"))
                .statusCode(400)
                .body("errors[0].field", equalTo("actions[].value"));
        slackPosts("payload=" + encoded("{\"type\": \"view_submission\"}")).statusCode(200);
    }

    @Test
    void slacks_question_whether_the_address_is_ours_is_answered() {
        String body = "{\"type\": \"url_verification\", \"challenge\": \"3eZbrw1aB\"}";
        Instant now = Instant.now();
        given().contentType(ContentType.JSON)
                .header("X-Slack-Request-Timestamp", now.getEpochSecond())
                .header("X-Slack-Signature", sign(SandboxSlack.SIGNING_SECRET, now, body))
                .body(body)
                .post("/slack/events")
                .then()
                .statusCode(200)
                .body("challenge", equalTo("3eZbrw1aB"));
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/slack/events")
                .then()
                .statusCode(401);
    }

    @Test
    void who_is_on_call_is_told_to_who_may_read_with_the_next_in_turn() {
        settle("rota");
        policy("rota", "rotation", "empty", "{\"start\": \"2026-01-05\", \"participants\": []}");
        await().atMost(SOON).untilAsserted(() -> given().auth()
                .oauth2(TestTokens.VIEWER)
                .get("/api/on-call/rota/now")
                .then()
                .statusCode(200)
                .body("items.rotation", equalTo(List.of("data", "empty")))
                .body("items[0].onCall.person", equalTo(hash(ADA)))
                .body("items[0].next.name", equalTo("ben"))
                .body("items[1].onCall", nullValue()));
        given().get("/api/on-call/rota/now").then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.ACME_VIEWER)
                .get("/api/on-call/rota/now")
                .then()
                .statusCode(403);
    }

    private List<SpecificRecord> commands(String workspace) {
        return log.read(Topics.COMMANDS, workspace, SpecificRecord.class);
    }

    /** A press of Acknowledge as Slack would post it. */
    private static String press(String value, String at) {
        return "payload="
                + encoded(
                        """
                        {"type": "block_actions", "user": {"id": "U0NOBODY"}, "channel": {"id": "C0NOWHERE"},
                         "container": {"type": "message", "message_ts": "1700000000.000000"},
                         "actions": [{"action_id": "ack", "value": "%s", "action_ts": "%s"}]}"""
                                .formatted(value, at));
    }

    private static ValidatableResponse slackPosts(String body) {
        Instant now = Instant.now();
        return posts(body, now, sign(SandboxSlack.SIGNING_SECRET, now, body));
    }

    private static ValidatableResponse posts(String body, Instant at, String signature) {
        return given().contentType("application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", at.getEpochSecond())
                .header("X-Slack-Signature", signature)
                .body(body)
                .post("/slack/interactions")
                .then();
    }

    private static String sign(String secret, Instant at, String body) {
        return new SlackSignature.Generator(secret).generate(Long.toString(at.getEpochSecond()), body);
    }

    private static String encoded(String json) {
        return URLEncoder.encode(json, StandardCharsets.UTF_8);
    }
}
