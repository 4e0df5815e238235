package io.headwater.incident.backtest.run;

import static io.headwater.incident.projection.Api.SOON;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.headwater.incident.projection.WithoutTopology;
import io.headwater.incident.topology.TopologyInside;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays and back-tests as an operator asks for them. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class BacktestApiIT {
    private static final String PRIORITY =
            "kind: priority\\nname: default\\nspec:\\n  rules:\\n    - {name: all, when: \\\"true\\\", priority: P4}\\n";

    @Inject
    TopologyInside topology;

    @BeforeEach
    void theTopologyRuns() {
        await("the topology runs").atMost(SOON).until(topology::runs);
    }

    @Test
    void a_replay_of_what_a_person_declared_and_noted_is_identical() {
        String workspace = "replayed";
        String id = declared(workspace);
        as(TestTokens.ADMIN, "/api/incidents/" + workspace + "/" + id + "/commands", "{'type': 'acknowledge'}")
                .statusCode(200);

        JsonPath play = toEnd(post("/api/replays/" + workspace, "").statusCode(202));

        assertThat(play.getString("state")).as(play.prettify()).isEqualTo("done");
        assertThat(play.getBoolean("report.identical")).as(play.prettify()).isTrue();
        assertThat(play.getInt("report.incidents")).isEqualTo(1);
        assertThat(play.getString("text")).startsWith("identical: ").contains(" of 1 incident\n");

        JsonPath since = toEnd(post("/api/replays/" + workspace + "?since=2026-01-01T00:00:00Z", "")
                .statusCode(202));
        assertThat(since.getInt("report.events"))
                .as("without a checkpoint it begins where the log does")
                .isEqualTo(play.getInt("report.events"));
        post("/api/replays/" + workspace + "?since=yesterday", "")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("since"));
    }

    @Test
    void a_back_test_says_what_would_have_been_and_one_runs_at_a_time() {
        String workspace = "backtested";
        declared(workspace);
        String location = post("/api/backtests/" + workspace, policies(PRIORITY))
                .statusCode(202)
                .extract()
                .header("Location");
        post("/api/replays/" + workspace, "")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("one at a time"));

        JsonPath play = toEnd(location);

        assertThat(play.getString("state")).as(play.prettify()).isEqualTo("done");
        assertThat(play.getInt("report.then.incidents")).isEqualTo(1);
        assertThat(play.getInt("report.now.incidents")).isEqualTo(1);
        assertThat(play.getList("report.tried")).containsExactly("priority");
        assertThat(play.getString("text")).contains("Nothing was written");
    }

    @Test
    void one_that_somebody_ends_stops_and_is_then_forgotten() {
        declared("ended");
        String location = post("/api/backtests/ended", policies(PRIORITY))
                .statusCode(202)
                .extract()
                .header("Location");
        given().auth().oauth2(TestTokens.ADMIN).delete(location).then().statusCode(204);
        assertThat(toEnd(location).getString("state")).isEqualTo("cancelled");
        given().auth().oauth2(TestTokens.ADMIN).delete(location).then().statusCode(204);
        given().auth()
                .oauth2(TestTokens.ADMIN)
                .get(location)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void what_is_wrong_with_a_policy_is_named_with_file_and_line() {
        post("/api/backtests/wrong", policies(PRIORITY.replace("P4", "P7")))
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "detail",
                        startsWith("1 of 1 policies cannot be tried: night.yaml: line 5, /spec/rules/0/priority"))
                .body("errors[0].field", equalTo("night.yaml: line 5, /spec/rules/0/priority"));
        post("/api/backtests/wrong", "{'policies': []}").statusCode(400).body("errors[0].field", equalTo("policies"));
        for (String shape : List.of("{'policies': 7}", "[]", "5", "{'policies': [[]]}")) {
            post("/api/backtests/wrong", shape)
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", startsWith("the body is JSON of another shape"));
        }
        post("/api/backtests/wrong", policies(PRIORITY).replace("{'policies'", "{'since': 'yesterday', 'policies'"))
                .statusCode(400)
                .body("errors[0].field", equalTo("since"));
    }

    @Test
    void who_is_no_admin_may_neither_replay_nor_try_policies() {
        as(TestTokens.RESPONDER, "/api/replays/replayed", "{}").statusCode(403);
        as(TestTokens.RESPONDER, "/api/backtests/replayed", policies(PRIORITY)).statusCode(403);
    }

    private static String policies(String text) {
        return "{'policies': [{'file': 'night.yaml', 'policy': 'priority/default', 'text': '" + text + "'}]}";
    }

    private static String declared(String workspace) {
        return as(
                        TestTokens.ADMIN,
                        "/api/incidents/" + workspace,
                        "{'title': 'Totals look wrong', 'priority': 'P3', 'by': 'grace@example.com'}")
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static JsonPath toEnd(ValidatableResponse begun) {
        return toEnd(begun.extract().header("Location"));
    }

    private static JsonPath toEnd(String location) {
        await().atMost(SOON).until(() -> !JsonPath.from(
                        given().auth().oauth2(TestTokens.ADMIN).get(location).asString())
                .getString("state")
                .equals("running"));
        return JsonPath.from(
                given().auth().oauth2(TestTokens.ADMIN).get(location).asString());
    }

    private static ValidatableResponse post(String path, String body) {
        return as(TestTokens.ADMIN, path, body);
    }

    private static ValidatableResponse as(String token, String path, String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(path)
                .then();
    }
}
