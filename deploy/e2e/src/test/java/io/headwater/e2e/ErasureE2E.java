package io.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.client.HeadwaterClient.Answer;
import io.headwater.e2e.Headwater.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A person whom every part knows by name is erased with one command, and every part forgets. */
class ErasureE2E {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ADA = "ada@example.com";
    private static final String NAME = "Ada Lovelace";
    private static final String TABLE = "table:shop.core.totals";
    private static final String DASHBOARD = "dashboard:looker:totals";

    private final Headwater headwater = Headwater.running();
    private final HeadwaterClient client = headwater.client();
    private final String workspace = "erasure-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void one_command_takes_the_name_from_every_part() {
        onCall();
        owner();
        String first = declare("Totals look wrong");
        note(first, "call me at home");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(incident(first).at("/impact/dashboards/0/owner").asText())
                    .isEqualTo(NAME);
            assertThat(catalogue().path("name").asText()).isEqualTo(NAME);
            assertThat(rota().path("name").asText()).isEqualTo(NAME);
            assertThat(timeline(first)).contains(NAME + " noted: call me at home");
            assertThat(tickets(first)).singleElement().asString().contains("owned by " + NAME);
        });

        Result erased = headwater.run("people", "erase", ADA, "--workspace", workspace, "--redact-notes");

        assertThat(erased.exitCode()).as(erased.output()).isZero();
        assertThat(erased.output())
                .contains("✔ erased person ", " in " + workspace + ": name, email")
                .contains("✔ 1 of 1 notes redacted")
                .contains("1 policy in force names the keyed hash: rotation/data")
                .doesNotContain(NAME);
        await().atMost(SOON).untilAsserted(() -> {
            String hash = catalogue().path("person").asText();
            assertThat(catalogue().has("name")).isFalse();
            assertThat(incident(first).at("/impact/dashboards/0/owner").asText())
                    .isEqualTo(hash.substring(0, 8));
            assertThat(rota().path("name").asText()).isEqualTo("someone (" + hash.substring(0, 6) + ")");
            assertThat(timeline(first)).contains("A note was redacted").doesNotContain(NAME, "call me");
        });

        String second = declare("Totals look wrong again");
        await().atMost(SOON).untilAsserted(() -> assertThat(tickets(second))
                .singleElement()
                .asString()
                .contains("owned by " + catalogue().path("person").asText().substring(0, 8))
                .doesNotContain(NAME));
        assertThat(tickets(first))
                .as("what Jira was told stays there, as the report says")
                .hasSize(1);
        assertThat(tickets(first).get(0).toString()).contains(NAME);
        assertThat(erased.output()).contains("messages in Slack, tickets in Jira");
    }

    private void onCall() {
        Answer answer = client.put(
                "/api/policies/" + workspace + "/rotation/data",
                "spec: {timeZone: UTC, start: 2026-01-05, handOff: 09:00, length: P7D, participants: [" + ADA + "]}",
                "application/yaml");
        HeadwaterClient.require(answer, "a rotation");
    }

    private void owner() {
        String assets =
                """
                {"source": "looker", "assets": [{"urn": "%s"}, {"urn": "%s", "name": "Totals", "tier": 1,
                 "upstreams": ["%s"], "owners": [{"email": "%s", "name": "%s"}]}]}"""
                        .formatted(TABLE, DASHBOARD, TABLE, ADA, NAME);
        HeadwaterClient.require(client.post("/api/lineage/" + workspace + "/assets", assets, Map.of()), "assets");
        await().atMost(SOON)
                .until(() ->
                        headwater.items("/api/lineage/" + workspace + "/assets").size() == 2);
    }

    private String declare(String title) {
        String body = "{\"title\": \"%s\", \"priority\": \"P0\", \"assets\": [\"%s\"]}".formatted(title, TABLE);
        String key = UUID.randomUUID().toString();
        return await().atMost(SOON)
                .until(
                        () -> client.post("/api/incidents/" + workspace, body, Map.of("Idempotency-Key", key)),
                        answer -> answer.status() == 201)
                .body()
                .path("id")
                .asText();
    }

    private void note(String incident, String text) {
        String body = "{\"type\": \"note\", \"text\": \"%s\", \"by\": \"%s\"}".formatted(text, ADA);
        String path = "/api/incidents/" + workspace + "/" + incident + "/commands";
        await().atMost(SOON)
                .until(() -> client.post(path, body, Map.of("Idempotency-Key", "note"))
                                .status()
                        == 200);
    }

    private JsonNode incident(String id) {
        return client.get("/api/incidents/" + workspace + "/" + id);
    }

    private String timeline(String id) {
        return client.get("/api/incidents/" + workspace + "/" + id + "/timeline")
                .toString();
    }

    /** The dashboard's owner as lineage-service tells it. */
    private JsonNode catalogue() {
        return client.get("/api/lineage/" + workspace + "/assets/" + DASHBOARD).at("/owners/0");
    }

    /** Who is on call as the notifier tells it. */
    private JsonNode rota() {
        return client.get("/api/on-call/" + workspace + "/now").at("/items/0/onCall");
    }

    private List<JsonNode> tickets(String incident) {
        return headwater.items("/sandbox/jira/issues").stream()
                .filter(issue ->
                        issue.at("/properties/headwater/incident").asText().equals(incident))
                .toList();
    }
}
