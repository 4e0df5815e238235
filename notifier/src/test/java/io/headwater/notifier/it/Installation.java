package io.headwater.notifier.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.identity.PersonHash;
import io.headwater.schema.Person;
import io.headwater.schema.Policy;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The running notifier, its log and its Slack; each test lives in a workspace and a channel of its own. */
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "notifier"))
@QuarkusTestResource(SandboxSlack.class)
abstract class Installation {
    static final Duration SOON = Duration.ofSeconds(20);
    /** On call, the next in turn, and the fallback of the escalation policy. */
    static final String ADA = "ada@example.com";

    static final String BEN = "ben@example.com";
    static final String DARA = "dara@example.com";
    private static final PersonHash HASH = new PersonHash(HeadwaterTestResource.PEOPLE_KEY);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @ConfigProperty(name = "headwater.registry.url")
    String registry;

    @ConfigProperty(name = "headwater.slack.api-url")
    String slackUrl;

    KafkaLog log;
    FarSlack slack;

    @BeforeEach
    void open() {
        log = new KafkaLog(broker, registry);
        slack = new FarSlack(slackUrl);
    }

    @AfterEach
    void close() {
        slack.heal();
        log.close();
    }

    static String hash(String email) {
        return HASH.of(email);
    }

    /** A workspace whose incidents go to the channel of its name, with Ada on call. */
    void settle(String workspace) {
        settle(workspace, "PT10M");
    }

    /** The same with another patience of its escalation policy; returns when the notifier knows all of it. */
    void settle(String workspace, String repeatAfter) {
        for (String email : List.of(ADA, BEN, DARA)) {
            meet(workspace, email, email.substring(0, email.indexOf('@')));
        }
        policy(
                workspace,
                "routing",
                "{\"routes\": [{\"when\": \"incident.colour == 'red'\", \"channel\": \"#broken\"},"
                        + " {\"when\": \"incident.priority == 'P4'\", \"channel\": \"#noise\"},"
                        + " {\"channel\": \"#" + workspace
                        + "\", \"rotation\": \"data\", \"escalation\": \"calls\"}]}");
        policy(
                workspace,
                "escalation",
                "calls",
                "{\"priorities\": [\"P0\"], \"repeatAfter\": \"" + repeatAfter + "\", \"fallback\": \"" + hash(DARA)
                        + "\"}");
        LocalDate yesterday = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).minusDays(1);
        policy(
                workspace,
                "rotation",
                "data",
                "{\"start\": \"" + yesterday + "\", \"handOff\": \"00:00\","
                        + " \"length\": \"P7D\", \"participants\": [\"" + hash(ADA) + "\", \"" + hash(BEN) + "\"]}");
        await().atMost(SOON).untilAsserted(() -> assertThat(given().auth()
                        .oauth2(TestTokens.VIEWER)
                        .get("/api/on-call/" + workspace + "/now")
                        .jsonPath()
                        .getList("items.onCall.name"))
                .containsExactly("ada"));
    }

    void meet(String workspace, String email, String name) {
        Person person = Person.newBuilder()
                .setWorkspace(workspace)
                .setPerson(hash(email))
                .setName(name)
                .setEmail(email)
                .build();
        log.write(Topics.PEOPLE, workspace, person.getPerson(), List.of(person));
    }

    void policy(String workspace, String kind, String spec) {
        policy(workspace, kind, "default", spec);
    }

    void policy(String workspace, String kind, String name, String spec) {
        Policy policy = Policy.newBuilder()
                .setWorkspace(workspace)
                .setKind(kind)
                .setName(name)
                .setVersion(1)
                .setDocument("{\"kind\": \"%s\", \"name\": \"%s\", \"spec\": %s}".formatted(kind, name, spec))
                .setAppliedAt(Instant.parse("2026-01-01T00:00:00Z"))
                .build();
        log.write(Topics.POLICIES, workspace, kind + "/" + name + "/1", List.of(policy));
    }

    void write(String workspace, String incident, Story story) {
        log.write(Topics.INCIDENT_EVENTS, workspace, incident, story.take());
    }

    /** Announces an incident and waits until its message and its details are in Slack; the message. */
    JsonNode announce(String workspace, String incident, Story story) {
        write(workspace, incident, story.opened().announced());
        await().atMost(SOON).until(() -> !slack.replies(incident).isEmpty());
        return one(incident);
    }

    /** The incident's one message as it stands. */
    JsonNode one(String incident) {
        List<JsonNode> roots = slack.roots(incident);
        assertThat(roots).hasSize(1);
        return roots.get(0);
    }

    static String text(JsonNode message) {
        return message.path("text").asText();
    }
}
