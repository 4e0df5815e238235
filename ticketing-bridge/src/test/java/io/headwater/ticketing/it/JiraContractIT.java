package io.headwater.ticketing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.ticketing.jira.JiraApi;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Every request that goes to Jira, against Atlassian's own description of its API. */
@QuarkusTest
class JiraContractIT extends RunningBridge {
    private static final String DESCRIPTION = "jira/platform-swagger.v3.json.gz";

    /** Resources that the description of 2022 lacks, and why we use them all the same. */
    private static final Map<String, String> NEWER = Map.of(
            "POST /search/jql", "the old POST /search was removed in 2025; Atlassian names this as its successor");

    private static final String WORKSPACE = "contract";

    @Test
    void every_request_is_one_that_jira_describes() {
        java.nio.file.Path description = corpus();
        assumeTrue(
                Files.isReadable(description),
                "skipped: HEADWATER_CORPUS names no folder with Jira's description (" + DESCRIPTION + ")");
        makeEveryRequest();
        List<JsonNode> requests = jira.requests();
        Set<String> asked =
                requests.stream().map(JiraContractIT::resource).collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).as("the resources of JiraApi, all of them asked for").isEqualTo(resources());

        OpenApiInteractionValidator jiraSays = validator(description);
        List<String> faults = new ArrayList<>();
        for (JsonNode request : requests) {
            if (NEWER.containsKey(resource(request))) {
                continue;
            }
            jiraSays.validateRequest(asSent(request)).getMessages().stream()
                    .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                    .forEach(message -> faults.add(resource(request) + ": " + message.getMessage() + " in "
                            + request.path("body").asText()));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void a_request_that_jira_does_not_describe_would_be_noticed() {
        java.nio.file.Path description = corpus();
        assumeTrue(Files.isReadable(description), "skipped: no HEADWATER_CORPUS");
        OpenApiInteractionValidator jiraSays = validator(description);
        SimpleRequest.Builder wrong = SimpleRequest.Builder.post("/rest/api/3/issue/DATA-1/transitions")
                .withAuthorization("Basic x")
                .withContentType("application/json");
        assertThat(jiraSays.validateRequest(
                                wrong.withBody("{\"transition\": \"31\"}").build())
                        .hasErrors())
                .isTrue();
        assertThat(jiraSays.validateRequest(SimpleRequest.Builder.post("/rest/api/3/issues")
                                .withAuthorization("Basic x")
                                .build())
                        .hasErrors())
                .isTrue();
    }

    @Test
    void what_is_excused_as_newer_is_still_unknown_to_the_description() {
        java.nio.file.Path description = corpus();
        assumeTrue(Files.isReadable(description), "skipped: no HEADWATER_CORPUS");
        String known = text(description);
        assertThat(NEWER.keySet()).allSatisfy(resource -> assertThat(known)
                .doesNotContain("\"/rest/api/3" + resource.substring(resource.indexOf('/')) + "\""));
    }

    /** A life with all that can happen to a ticket, two lost replies among it. */
    private void makeEveryRequest() {
        String incident = "inc-\"quoted\" 漢";
        jira.fault("reset-after-accept", "POST issue", 1);
        Story story = new Story(WORKSPACE, incident).opened().announced();
        write(WORKSPACE, incident, story);
        ticket(WORKSPACE, incident, t -> !t.path("remoteLinks").isEmpty());
        awaitIdle();
        write(WORKSPACE, incident, story.titled("worse, and \"quoted\" <b>"));
        ticket(WORKSPACE, incident, t -> t.path("summary").asText().startsWith("P0: worse"));
        awaitIdle();
        jira.fault("reset-after-accept", "/comment", 1);
        write(WORKSPACE, incident, story.resolved());
        ticket(WORKSPACE, incident, t -> t.path("status").asText().equals("Done"));
        write(WORKSPACE, incident, story.reopened());
        ticket(WORKSPACE, incident, t -> t.path("status").asText().equals("To Do"));
        write(WORKSPACE, incident, story.mergedInto("inc-older"));
        ticket(WORKSPACE, incident, t -> t.path("status").asText().equals("Done"));
        awaitIdle();
    }

    private static OpenApiInteractionValidator validator(java.nio.file.Path description) {
        return OpenApiInteractionValidator.createForInlineApiSpecification(text(description))
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.schema.additionalProperties", ValidationReport.Level.ERROR)
                        .build())
                .build();
    }

    private static SimpleRequest asSent(JsonNode request) {
        SimpleRequest.Builder sent = new SimpleRequest.Builder(
                        request.path("method").asText(),
                        "/rest/api/3" + request.path("path").asText())
                .withAuthorization("Basic left-out-of-the-record");
        request.path("query")
                .properties()
                .forEach(entry ->
                        sent.withQueryParam(entry.getKey(), entry.getValue().asText()));
        if (!request.path("body").asText().isEmpty()) {
            sent.withContentType(request.path("contentType").asText())
                    .withBody(request.path("body").asText());
        }
        return sent.build();
    }

    private static String resource(JsonNode request) {
        return request.path("method").asText() + " "
                + request.path("path").asText().replaceAll("^/issue/[^/]+", "/issue/{key}");
    }

    private static Set<String> resources() {
        return Arrays.stream(JiraApi.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Path.class))
                .map(method ->
                        verb(method) + " " + method.getAnnotation(Path.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getSimpleName())
                .filter(Set.of("GET", "POST", "PUT")::contains)
                .findFirst()
                .orElseThrow();
    }

    private static java.nio.file.Path corpus() {
        String folder = System.getenv("HEADWATER_CORPUS");
        return java.nio.file.Path.of(folder == null || folder.isEmpty() ? "no-corpus" : folder)
                .resolve(DESCRIPTION);
    }

    private static String text(java.nio.file.Path file) {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
    }
}
