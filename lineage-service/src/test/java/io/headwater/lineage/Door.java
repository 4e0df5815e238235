package io.headwater.lineage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.schema.Asset;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;

/** The service as a producer and a viewer of one workspace, made for one test, meet it; JSON in single quotes. */
final class Door {
    final String workspace = "ws-" + UUID.randomUUID().toString().substring(0, 8);

    private final Log log;

    Door(Log log) {
        this.log = log;
    }

    Response assets(String body) {
        return post("/assets", body);
    }

    /** The same with quotes as they are. */
    Response assetsAsTheyStand(String body) {
        return send("/assets", body);
    }

    Response views(String body) {
        return post("/views", body);
    }

    /** A file to the manifest's door. */
    Response upload(String name, String content) {
        return as(TestTokens.PRODUCER)
                .multiPart("file", name, content.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .post("/api/lineage/" + workspace + "/dbt");
    }

    /** A page of the search; the query as it stands in the URL. */
    JsonPath search(String query) {
        return get("/assets" + (query.isEmpty() ? "" : "?" + query));
    }

    /** What is answered 200; the path as it stands in the URL. */
    JsonPath get(String path) {
        return JsonPath.from(ask(path).then().statusCode(200).extract().asString());
    }

    Response ask(String path) {
        return as(TestTokens.VIEWER).urlEncodingEnabled(false).get("/api/lineage/" + workspace + path);
    }

    /** The assets on the topic, once there are that many; null where one has ended. */
    Map<String, Asset> assets(int expected) {
        eventually(() -> assertThat(latest()).hasSize(expected));
        return latest();
    }

    Map<String, Asset> latest() {
        return log.latest(Topics.ASSETS, workspace, Asset.class);
    }

    static void problem(Response response, String field) {
        String answer = response.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .asString();
        assertThat(JsonPath.from(answer).getString("errors[0].field")).startsWith(field);
    }

    static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion);
    }

    private Response post(String path, String body) {
        return send(path, body.replace('\'', '"'));
    }

    private Response send(String path, String body) {
        return as(TestTokens.PRODUCER)
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/lineage/" + workspace + path);
    }
}
