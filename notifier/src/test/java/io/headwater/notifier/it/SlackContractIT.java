package io.headwater.notifier.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.schema.Decision;
import io.headwater.schema.DecisionKind;
import io.headwater.schema.Priority;
import io.headwater.schema.command.Acknowledge;
import io.headwater.topics.Topics;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * What the notifier asks of Slack, against Slack's own OpenAPI document. It dates from 2020: where Slack has moved on, the
 * exceptions below say how.
 */
@QuarkusTest
class SlackContractIT extends Installation {
    /** Every method the notifier uses; the last is asked by Slack's client of its own accord. */
    private static final Set<String> METHODS = Set.of(
            "chat.postMessage",
            "chat.update",
            "chat.postEphemeral",
            "chat.getPermalink",
            "users.lookupByEmail",
            "users.info",
            "conversations.history",
            "conversations.replies",
            "conversations.list",
            "auth.test");

    /** Parameters that are younger than the document (docs.slack.dev): message metadata came in 2022. */
    private static final Map<String, Set<String>> YOUNGER = Map.of(
            "chat.postMessage", Set.of("metadata"),
            "conversations.history", Set.of("include_all_metadata"),
            "conversations.replies", Set.of("include_all_metadata"));

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/slack/interactions")
    URI interactions;

    @Test
    void every_request_is_one_that_slacks_document_allows() throws IOException {
        String corpus = System.getenv("HEADWATER_CORPUS");
        assumeTrue(corpus != null && !corpus.isBlank(), "skipped: HEADWATER_CORPUS names no corpus");
        Path file = Path.of(corpus, "slack", "slack_web_openapi_v2.json.gz");
        assumeTrue(Files.exists(file), "skipped: no " + file);
        useEveryMethod();

        JsonNode document = withoutAnswers(JSON.readTree(unzipped(file)));
        JsonNode paths = document.path("paths");
        OpenApiInteractionValidator validator = OpenApiInteractionValidator.createForInlineApiSpecification(
                        document.toString())
                .build();
        Set<String> used = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        for (JsonNode request : slack.requests()) {
            String method = request.path("path").asText().substring(1);
            used.add(method);
            Map<String, String> form = form(request.path("body").asText());
            YOUNGER.getOrDefault(method, Set.of()).forEach(form::remove);
            unknown(paths.path("/" + method), form.keySet())
                    .forEach(name -> faults.add(method + ": Slack knows no parameter " + name));
            ValidationReport report = validator.validateRequest(asDocumented(method, paths.path("/" + method), form));
            report.getMessages().forEach(message -> faults.add(method + " " + form + ": " + message.getMessage()));
        }
        assertThat(faults).isEmpty();
        assertThat(used).isEqualTo(new TreeSet<>(METHODS));
    }

    /** An incident with everything in it: a lost announcement, a lost reply, an edit, a press in vain. */
    private void useEveryMethod() {
        settle("contract");
        slack.postInteractionsTo(interactions.toString());
        slack.fault("reset-after-accept", "chat.postMessage");
        Story story = new Story("contract", "inc-k1");
        JsonNode message = announce("contract", "inc-k1", story);
        slack.fault("reset-after-accept", "chat.postMessage");
        write("contract", "inc-k1", story.priority(Priority.P1).titled("orders: freshness & more"));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(slack.broadcasts("inc-k1")).hasSize(1);
            assertThat(text(one("inc-k1"))).contains("orders");
        });
        slack.press(message, "ack", BEN);
        await().atMost(SOON).until(() -> !log.read(Topics.COMMANDS, "contract", Acknowledge.class)
                .isEmpty());
        String command = log.read(Topics.COMMANDS, "contract", Acknowledge.class)
                .get(0)
                .getMeta()
                .getCommandId();
        Decision rejected = Decision.newBuilder()
                .setWorkspace("contract")
                .setSubject(command)
                .setKind(DecisionKind.REJECTED)
                .setReason("it is closed")
                .setAt(Instant.parse("2026-03-01T04:00:00Z"))
                .build();
        log.write(Topics.DECISIONS, "contract", command, List.of(rejected));
        await().atMost(SOON).until(() -> slack.whispers(slack.member(BEN)).stream()
                .anyMatch(whisper -> text(whisper).contains("it is closed")));
    }

    /**
     * The request as the document has it. Slack takes three things that the document does not say: its reading methods'
     * arguments as a form too, where the document knows a query; the token as a bearer's, where the document knows a
     * parameter; 0 and 1 for a boolean. A form is checked as JSON, which the document allows for the same methods, since
     * the validator takes the `ts` in a form for a number.
     */
    private static SimpleRequest asDocumented(String method, JsonNode operations, Map<String, String> form) {
        JsonNode parameters = operations.elements().next().path("parameters");
        boolean writes = operations.has("post");
        SimpleRequest.Builder request =
                writes ? SimpleRequest.Builder.post("/api/" + method) : SimpleRequest.Builder.get("/api/" + method);
        if (in(parameters, "token").equals("header")) {
            request.withHeader("token", "xoxb");
        } else {
            request.withQueryParam("token", "xoxb");
        }
        ObjectNode body = JSON.createObjectNode();
        form.forEach((name, value) -> {
            boolean isFlag =
                    parameter(parameters, name).path("type").asText().equals("boolean") && value.matches("[01]");
            if (!writes) {
                request.withQueryParam(name, isFlag ? String.valueOf(value.equals("1")) : value);
            } else if (isFlag) {
                body.put(name, value.equals("1"));
            } else {
                body.put(name, value);
            }
        });
        return writes
                ? request.withContentType("application/json")
                        .withBody(body.toString())
                        .build()
                : request.build();
    }

    private static String in(JsonNode parameters, String name) {
        return parameter(parameters, name).path("in").asText();
    }

    private static JsonNode parameter(JsonNode parameters, String name) {
        for (JsonNode one : parameters) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    /** The document describes some answers in a way that no parser takes; what is asked of Slack does not need them. */
    private static JsonNode withoutAnswers(JsonNode document) {
        ((ObjectNode) document).remove("definitions");
        document.path("paths")
                .forEach(path -> path.forEach(operation -> ((ObjectNode) operation)
                        .putObject("responses")
                        .putObject("200")
                        .put("description", "left out")));
        return document;
    }

    private static List<String> unknown(JsonNode path, Set<String> names) {
        List<String> known = path.elements().next().path("parameters").findValuesAsText("name");
        return names.stream().filter(name -> !known.contains(name)).sorted().toList();
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static String unzipped(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
