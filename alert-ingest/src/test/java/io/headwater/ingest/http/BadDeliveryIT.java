package io.headwater.ingest.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer says what was wrong, and the workspace's partition takes the next good run. */
@QuarkusTest
@QuarkusTestResource(HeadwaterTestResource.class)
@QuarkusTestResource(SigningSecrets.class)
class BadDeliveryIT {
    private static final String ONE_FAILED_TEST =
            """
            {'metadata': {'dbt_schema_version': 'https://schemas.getdbt.com/dbt/run-results/v6.json', 'invocation_id': 'good'},
             'results': [{'unique_id': 'test.shop.t.1', 'status': 'fail', 'failures': 3}]}""";

    private static LogReader log;

    @TestHTTPResource
    URI service;

    private final String workspace = "bad-" + UUID.randomUUID().toString().substring(0, 8);
    private int written;

    @BeforeAll
    static void open() {
        log = new LogReader();
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @AfterEach
    void the_partition_is_unharmed() {
        assertThat(log.records(Topics.ALERTS, workspace)).hasSize(written);
        send(Map.of("run_results.json", json(ONE_FAILED_TEST))).statusCode(202).body("accepted", equalTo(1));
        assertThat(log.values(Topics.ALERTS, workspace, CheckOutcome.class))
                .hasSize(written + 1)
                .last()
                .satisfies(outcome -> {
                    assertThat(outcome.getRun()).isEqualTo("good");
                    assertThat(outcome.getRunSize()).isEqualTo(1);
                });
    }

    @Test
    void what_is_not_json_is_refused_with_the_file_and_the_reason() {
        refused(
                Map.of("run_results.json", json("<html>gateway timeout</html>")),
                "run_results.json:$",
                "not valid JSON");
        refused(Map.of("run_results.json", new byte[0]), "run_results.json:$", "an empty document");
        refused(Map.of("run_results.json", json("null")), "run_results.json:$", "must be a JSON object");
        refused(Map.of("run_results.json", json("{'metadata': {}}")), "run_results.json:results", "this has none");
        refused(Map.of("manifest.json", json("{'nodes': []}")), "manifest.json:nodes", "an object 'nodes'");
        byte[] whole = json(ONE_FAILED_TEST);
        for (int cut : new int[] {1, 60, 150, whole.length - 1}) {
            refused(Map.of("run_results.json", Arrays.copyOf(whole, cut)), "run_results.json:", "ends too early");
        }
        byte[] latin = json(ONE_FAILED_TEST.replace("shop", "caf\u00e9")).clone();
        byte[] notUtf8 = new String(latin, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1);
        refused(Map.of("run_results.json", notUtf8), "run_results.json:results[0]", "not UTF-8");
    }

    @Test
    void a_bad_companion_refuses_the_whole_delivery() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("run_results.json", json(ONE_FAILED_TEST));
        parts.put("manifest.json", json("{'nodes': {'model.a.b': {"));
        refused(parts, "manifest.json:nodes", "ends too early");
        assertThat(log.records(Topics.RAW, workspace)).isEmpty();
    }

    @Test
    void a_form_without_artifacts_or_with_one_twice_says_what_it_wants() {
        producer()
                .multiPart("holiday.json", "holiday.json", json("{}"))
                .post(path())
                .then()
                .statusCode(400)
                .body("errors[0].rule", containsString("run_results.json"));
        producer()
                .multiPart("run_results", "a.json", json(ONE_FAILED_TEST))
                .multiPart("again", "run_results.json.gz", Fixtures.gzip(json(ONE_FAILED_TEST)))
                .post(path())
                .then()
                .statusCode(400)
                .body("errors[0].rule", containsString("sent twice"));
        producer()
                .contentType("text/csv")
                .body("a,b")
                .post(path())
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void a_body_announced_larger_than_the_limit_is_refused_before_it_is_sent() throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST " + path() + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + TestTokens.PRODUCER + "\r\nContent-Length: 9000000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("}") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as("the answer so far: " + answer).isNotNegative();
                answer.append((char) next);
            }
            assertThat(answer.toString())
                    .startsWith("HTTP/1.1 413")
                    .contains("application/problem+json", "send artifacts gzip'ed");
        }
    }

    @Test
    void an_empty_run_is_no_fault() {
        send(Map.of("run_results.json", json("{'metadata': {'invocation_id': 'nothing-ran'}, 'results': []}")))
                .statusCode(202)
                .body("run", equalTo("nothing-ran"))
                .body("accepted", equalTo(0))
                .body("rejected", hasSize(0));
    }

    @Test
    void a_version_nobody_has_seen_is_read_by_its_shape() {
        String future = ONE_FAILED_TEST
                .replace("run-results/v6", "run-results/v99")
                .replace("'failures': 3", "'failures': 3, 'verdict': {'of': ['the', 'future']}");
        send(Map.of("run_results.json", json(future))).statusCode(202).body("accepted", equalTo(1));
        send(Map.of(
                        "run_results.json",
                        json(future.replace("https://schemas.getdbt.com/dbt/run-results/v99.json", "?"))))
                .statusCode(202)
                .body("accepted", equalTo(1));
        written = 2;
    }

    @Test
    void a_result_for_a_node_that_no_manifest_knows_is_accepted() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("run_results.json", json(ONE_FAILED_TEST));
        parts.put("manifest.json", json("{'nodes': {'model.shop.other': {'name': 'other'}}}"));
        send(parts).statusCode(202).body("accepted", equalTo(1)).body("manifest", equalTo("accepted"));
        assertThat(log.values(Topics.ALERTS, workspace, CheckOutcome.class))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.FAILED);
                    assertThat(outcome.getSubjects().get(0).getNames()).containsExactly("dbt:test.shop.t.1");
                });
        written = 1;
    }

    @Test
    void a_bad_record_does_not_cost_the_good_ones_and_is_not_counted_as_the_runs() {
        String mixed =
                ONE_FAILED_TEST.replace("'results': [", "'results': [null, {'status': 'fail'}, {'unique_id': 'x'},");
        send(Map.of("run_results.json", json(mixed)))
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejectedCount", equalTo(3))
                .body(
                        "rejected.path",
                        equalTo(java.util.List.of("results[0]", "results[1].unique_id", "results[2].status")));
        assertThat(log.records(Topics.DEAD_LETTER, workspace)).hasSize(3);
        assertThat(log.values(Topics.ALERTS, workspace, CheckOutcome.class))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.getRunSize()).isEqualTo(1));
        written = 1;
    }

    private void refused(Map<String, byte[]> parts, String field, String rule) {
        send(parts)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", containsString(field))
                .body("errors[0].rule", containsString(rule));
    }

    private ValidatableResponse send(Map<String, byte[]> parts) {
        RequestSpecification request = producer();
        parts.forEach((name, bytes) -> request.multiPart(name, name, bytes));
        return request.post(path()).then();
    }

    private String path() {
        return "/api/ingest/" + workspace + "/dbt";
    }

    private static RequestSpecification producer() {
        return given().auth().oauth2(TestTokens.PRODUCER);
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
