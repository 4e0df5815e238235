package io.headwater.incident.api;

import static io.headwater.incident.projection.Api.SOON;
import static io.headwater.incident.projection.Api.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.headwater.incident.projection.TestLog;
import io.headwater.incident.projection.WithoutTopology;
import io.headwater.incident.topology.TopologyInside;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.Severity;
import io.headwater.schema.SubjectRef;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an outcome on the log to an incident, and from a command over HTTP back to it, through every real part. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class CommandIT {
    private static final String PROBLEM = "application/problem+json";

    @Inject
    TestLog log;

    @Inject
    TopologyInside topology;

    @BeforeEach
    void theTopologyRuns() {
        await("the topology runs").atMost(SOON).until(topology::runs);
    }

    @Test
    void a_command_is_answered_with_the_incident_as_it_stands_after_it() {
        String id = incident("acme");

        String tag = ask("acme", id, "ack-1", "{\"type\": \"acknowledge\", \"by\": \"ada@example.com\"}")
                .statusCode(200)
                .body("id", equalTo(id))
                .body("status", equalTo("ACKNOWLEDGED"))
                .body("acknowledgedBy", notNullValue())
                .header("Location", containsString("/api/incidents/acme/" + id))
                .extract()
                .header("ETag");
        get("/api/incidents/acme/" + id).body("status", equalTo("ACKNOWLEDGED"));
        assertThat(tag)
                .isEqualTo("\"" + get("/api/incidents/acme/" + id).extract().path("version") + "\"");
    }

    @Test
    void what_the_state_forbids_is_a_conflict_with_the_reason() {
        String id = incident("forbids");
        ask("forbids", id, "one", "{\"type\": \"resolve\", \"reason\": \"reloaded\"}")
                .statusCode(200);

        ask("forbids", id, "two", "{\"type\": \"acknowledge\"}")
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:headwater:problem:conflict"))
                .body("detail", equalTo("cannot acknowledge " + id + ": it is resolved"));
    }

    @Test
    void a_command_that_comes_again_under_its_key_has_the_result_of_the_first() {
        String id = incident("again");
        String note = "{\"type\": \"note\", \"text\": \"reloading\"}";
        ask("again", id, "note", note).statusCode(200);
        ask("again", id, "note", note).statusCode(200);
        ask("again", id, "reopen", "{\"type\": \"reopen\"}").statusCode(409);
        ask("again", id, "resolve", "{\"type\": \"resolve\"}").statusCode(200);

        ask("again", id, "reopen", "{\"type\": \"reopen\"}")
                .statusCode(409)
                .body("detail", equalTo("cannot reopen " + id + ": it is triggered"));
        get("/api/incidents/again/" + id + "/timeline").body("items.findAll { it.type == 'NoteAdded' }", hasSize(1));
    }

    /** The first time the incident was still its own. */
    @Test
    void a_merge_that_comes_again_under_its_key_has_the_result_of_the_first() {
        String id = incident("merges-again");
        String into = given().auth()
                .oauth2(TestTokens.RESPONDER)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "declared")
                .body("{\"title\": \"Totals look wrong\"}")
                .post("/api/incidents/merges-again")
                .then()
                .extract()
                .header("Location")
                .replaceFirst(".*/(inc-[0-9a-f]+).*", "$1");
        await().atMost(SOON)
                .untilAsserted(() -> get("/api/incidents/merges-again").body("items", hasSize(2)));
        String merge = "{\"type\": \"merge\", \"into\": \"" + into + "\"}";
        ask("merges-again", id, "merge", merge).statusCode(200).body("id", equalTo(into));
        ask("merges-again", id, "merge", merge).statusCode(200).body("id", equalTo(into));

        ask("merges-again", into, "itself", merge).statusCode(400).body("errors[0].field", equalTo("into"));
    }

    @Test
    void what_no_database_could_keep_is_refused() {
        String id = incident("unkept");
        ask("unkept", id, "nul", "{\"type\": \"note\", \"text\": \"a\\u0000b\"}")
                .statusCode(400)
                .body("errors[0].rule", equalTo("must not hold the character U+0000"));
        ask("unkept", id, "far", "{\"type\": \"snooze\", \"until\": \"+300000000-01-01T00:00:00Z\"}")
                .statusCode(400)
                .body("errors[0].field", equalTo("until"));
        ask("unkept", id, "long", "{\"type\": \"split\", \"checks\": [\"dbt/" + "a".repeat(801) + "\"]}")
                .statusCode(400)
                .body("errors[0].field", equalTo("checks[0]"));
    }

    @Test
    void a_command_that_expects_an_older_version_is_refused() {
        String id = incident("versions");

        command("versions", id, "stale", "{\"type\": \"acknowledge\"}", given().header("If-Match", "\"1\""))
                .statusCode(409)
                .body("detail", containsString(id + " has moved on: it is at version "));
        command("versions", id, "bad", "{\"type\": \"acknowledge\"}", given().header("If-Match", "yesterday"))
                .statusCode(400)
                .body("errors[0].field", equalTo("If-Match"));
    }

    @Test
    void an_incident_is_declared_without_any_alert() {
        AtomicReference<Response> declared = new AtomicReference<>();
        await().atMost(SOON).until(() -> {
            declared.set(given().auth()
                    .oauth2(TestTokens.RESPONDER)
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", "d-1")
                    .body("{\"title\": \"Totals look wrong\", \"priority\": \"P1\", \"description\": \"Since lunch\"}")
                    .post("/api/incidents/declared"));
            return declared.get().statusCode() != 202;
        });

        declared.get()
                .then()
                .statusCode(201)
                .body("title", equalTo("Totals look wrong"))
                .body("priority", equalTo("P1"))
                .body("alertCount", equalTo(0));
        get("/api/incidents/declared").body("items", hasSize(1)).body("items[0].description", equalTo("Since lunch"));
        String id = declared.get().path("id");
        get("/api/incidents/declared/" + id + "/timeline")
                .body("items[0].sentence", containsString("Totals look wrong"))
                .body("items[0].sentence", containsString("Since lunch"));
    }

    @Test
    void a_key_that_was_used_for_another_command_is_refused_and_nothing_is_done() {
        String id = incident("keys");
        String note = "{\"type\": \"note\", \"text\": \"looking\"}";
        ask("keys", id, "key-1", note).statusCode(200);
        ask("keys", id, "key-1", "{\"text\": \"looking\", \"type\": \"note\"}").statusCode(200);

        ask("keys", id, "key-1", "{\"type\": \"acknowledge\"}")
                .statusCode(422)
                .contentType(PROBLEM)
                .body("detail", containsString("Idempotency-Key 'key-1' was used at 20"))
                .body("detail", containsString("Z for note of " + id + "; take a new key"))
                .body("errors[0].field", equalTo("Idempotency-Key"));
        ask("keys", id, "key-1", note.replace("looking", "found"))
                .statusCode(422)
                .body("detail", containsString("for note of " + id + " with another body or version"));
        as(TestTokens.RESPONDER)
                .header("Idempotency-Key", "key-1")
                .body("{\"title\": \"Totals look wrong\"}")
                .post("/api/incidents/keys")
                .then()
                .statusCode(422);
        get("/api/incidents/keys/" + id).body("status", equalTo("TRIGGERED"));
        get("/api/incidents/keys").body("items", hasSize(1));

        ask("keys", id, "key-2", "{\"type\": \"no-such\"}").statusCode(400);
        ask("keys", id, "key-2", "{\"type\": \"acknowledge\"}").statusCode(200);
    }

    @Test
    void a_key_stands_for_the_expected_version_too() {
        String id = incident("key-versions");
        String note = "{\"type\": \"note\", \"text\": \"looking\"}";
        command("key-versions", id, "key", note, given().header("If-Match", "\"1\""))
                .statusCode(409);

        command("key-versions", id, "key", note, given().header("If-Match", "\"2\""))
                .statusCode(422)
                .body("detail", containsString("with another body or version"));
    }

    @ParameterizedTest
    @CsvSource({
        "expectedVersion, 18446744073709551624",
        "expectedversion, 1",
        "by, '\"\"'",
        "by, '\" \"'",
        "by, '\"me\"'",
    })
    void a_field_that_says_nothing_is_refused_by_its_name(String field, String value) {
        String id = incident("fields");

        ask(
                        "fields",
                        id,
                        "field-" + field + value,
                        "{\"type\": \"note\", \"text\": \"x\", \"" + field + "\": " + value + "}")
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void of_a_command_that_nobody_gave_nothing_is_awaited() {
        String id = incident("unknown-command");

        as(TestTokens.VIEWER)
                .get("/api/incidents/unknown-command/" + id + "/commands/nosuch")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void who_may_not_command_is_told_so() {
        String body = "{\"type\": \"acknowledge\"}";
        String path = "/api/incidents/acme/inc-any/commands";
        given().contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
        as("no-such-token").body(body).post(path).then().statusCode(401);
        as(TestTokens.VIEWER).body(body).post(path).then().statusCode(403).contentType(PROBLEM);
        as(TestTokens.PRODUCER).body(body).post(path).then().statusCode(403);
        as(TestTokens.ACME_RESPONDER)
                .body(body)
                .post("/api/incidents/other/inc-any/commands")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:headwater:problem:forbidden"));
        as(TestTokens.ACME_RESPONDER).body(body).post(path).then().statusCode(404);
    }

    @Test
    void a_command_that_cannot_be_read_names_the_field_and_the_rule() {
        String id = incident("unread");
        ask("unread", id, "a", "{\"type\": \"abolish\"}")
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].field", equalTo("type"))
                .body("errors[0].rule", containsString("acknowledge, assign"));
        ask("unread", id, "b", "{\"type\": \"snooze\", \"until\": \"tomorrow\"}")
                .statusCode(400)
                .body("errors[0].field", equalTo("until"));
        ask("unread", id, "c", "{\"type\": \"link\", \"system\": \"x\", \"key\": \"1\", \"url\": \"javascript:1\"}")
                .statusCode(400)
                .body("errors[0].rule", equalTo("must be an http or https address"));
        ask("unread", id, "d", "[]").statusCode(400).body("detail", equalTo("the request's body is not a JSON object"));
    }

    /** A failing monitor's incident, once it can be asked for and nothing more happens to it. */
    private String incident(String workspace) {
        Instant now = Instant.now();
        log.write(
                Topics.ALERTS,
                workspace,
                "volume",
                CheckOutcome.newBuilder()
                        .setWorkspace(workspace)
                        .setSource("monte-carlo")
                        .setCheck("volume")
                        .setCheckName("volume of orders")
                        .setCheckKind(CheckKind.MONITOR)
                        .setSubjects(List.of(SubjectRef.newBuilder()
                                .setUrn("table:shop.core.orders")
                                .build()))
                        .setRun("mc-1")
                        .setStatus(OutcomeStatus.FAILED)
                        .setSeverity(Severity.UNKNOWN)
                        .setOccurredAt(now)
                        .setReceivedAt(now)
                        .build());
        String list = "/api/incidents/" + workspace;
        await().atMost(SOON)
                .untilAsserted(() -> get(list).body("items", hasSize(1)).body("items[0].priority", equalTo("P3")));
        return get(list).extract().path("items[0].id");
    }

    /** What becomes of the command: while it is pending the same is asked again under the same key. */
    private static ValidatableResponse ask(String workspace, String id, String key, String body) {
        return command(workspace, id, key, body, given());
    }

    private static ValidatableResponse command(
            String workspace, String id, String key, String body, RequestSpecification with) {
        AtomicReference<Response> answer = new AtomicReference<>();
        await().atMost(SOON).until(() -> {
            answer.set(given().spec(with)
                    .auth()
                    .oauth2(TestTokens.RESPONDER)
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/api/incidents/" + workspace + "/" + id + "/commands"));
            return answer.get().statusCode() != 202;
        });
        return answer.get().then();
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
