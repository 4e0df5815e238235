package io.headwater.ingest.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.RawPayload;
import io.headwater.schema.Severity;
import io.headwater.schema.SubjectRef;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HeadwaterTestResource.class)
class DbtIngestIT {
    private static LogReader log;

    @BeforeAll
    static void open() {
        log = new LogReader();
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void every_result_becomes_an_outcome_with_its_assets_and_a_bad_one_a_dead_letter() throws IOException {
        ValidatableResponse answer = send(
                        "it-whole",
                        Map.of(
                                "run_results.json", Fixtures.bytes("dbt/run_results.json"),
                                "manifest.json", Fixtures.bytes("dbt/manifest.json"),
                                "sources.json", Fixtures.bytes("dbt/sources.json")))
                .statusCode(202)
                .body("run", equalTo("11111111-2222-3333-4444-555555555555"))
                .body("accepted", equalTo(8))
                .body("rejectedCount", equalTo(2))
                .body("rejected[0].path", equalTo("results[7].status"))
                .body("rejected[0].reason", containsString("not 'wobbly'"))
                .body("rejected[1].path", equalTo("results[8].status"))
                .body("outcomes.PASSED", equalTo(2))
                .body("outcomes.FAILED", equalTo(3))
                .body("outcomes.ERRORED", equalTo(2))
                .body("outcomes.SKIPPED", equalTo(1))
                .body("manifest", equalTo("accepted"));
        String deliveryId = answer.extract().path("deliveryId");

        Map<String, CheckOutcome> outcomes = log.values(Topics.ALERTS, "it-whole", CheckOutcome.class).stream()
                .collect(Collectors.toMap(CheckOutcome::getCheck, Function.identity()));
        CheckOutcome test = outcomes.get("test.shop.unique_orders_id.0a1b");
        assertThat(test.getStatus()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(test.getCheckKind()).isEqualTo(CheckKind.DATA_TEST);
        assertThat(test.getCheckName()).isEqualTo("unique orders.id");
        assertThat(test.getSeverity()).isEqualTo(Severity.MEDIUM);
        assertThat(test.getFailedRows()).isEqualTo(3);
        assertThat(test.getRunSize()).isEqualTo(7);
        assertThat(test.getOccurredAt()).isEqualTo(Instant.parse("2026-03-01T02:02:00.300Z"));
        assertThat(test.getDeliveryId()).isEqualTo(deliveryId);
        assertThat(test.getSubjects())
                .containsExactly(SubjectRef.newBuilder()
                        .setUrn("table:dw.core.orders")
                        .setNames(List.of("dbt:model.shop.orders"))
                        .setUpstreams(List.of("table:lake.raw.payments"))
                        .setColumns(List.of("id"))
                        .build());
        assertThat(outcomes.get("test.shop.revenue_is_positive").getStatus()).isEqualTo(OutcomeStatus.ERRORED);
        assertThat(outcomes.get("test.shop.revenue_is_positive").getSubjects()).hasSize(2);
        assertThat(outcomes.get("model.shop.revenue").getOccurredAt()).isEqualTo(Instant.parse("2026-03-01T02:10:00Z"));
        assertThat(outcomes.get("operation.shop.shop-on-run-end-0").getStatus()).isEqualTo(OutcomeStatus.ERRORED);
        SubjectRef unknown = outcomes.get("model.shop.gone").getSubjects().get(0);
        assertThat(unknown.getUrn()).isNull();
        assertThat(unknown.getNames()).containsExactly("dbt:model.shop.gone");
        CheckOutcome freshness = outcomes.get("source.shop.raw.payments");
        assertThat(freshness.getCheckKind()).isEqualTo(CheckKind.FRESHNESS);
        assertThat(freshness.getRunSize()).isEqualTo(1);
        assertThat(freshness.getAnomalySince()).isEqualTo(Instant.parse("2026-02-27T23:00:00Z"));

        DeadLetter dead =
                log.values(Topics.DEAD_LETTER, "it-whole", DeadLetter.class).get(0);
        assertThat(dead.getField()).isEqualTo("results[7].status");
        assertThat(gunzip(dead.getPayload().array())).contains("\"status\":\"wobbly\"");
        assertThat(log.records(Topics.ALERTS, "it-whole")).allSatisfy(found -> assertThat(found.partition())
                .isEqualTo(RecordKey.partitionOf("it-whole", Topics.PARTITIONS)));
    }

    @Test
    void the_payloads_come_back_byte_for_byte_manifest_first() throws IOException {
        byte[] manifest = Fixtures.bytes("dbt/manifest.json");
        send("it-raw", Map.of("manifest", manifest, "run_results", Fixtures.bytes("dbt/run_results.json")))
                .statusCode(202);

        List<RawPayload> raw = log.values(Topics.RAW, "it-raw", RawPayload.class);
        assertThat(raw).extracting(RawPayload::getKind).containsExactly("dbt.manifest", "dbt.run_results");
        assertThat(gunzip(raw.get(0).getPayload().array())).isEqualTo(new String(manifest, StandardCharsets.UTF_8));
        assertThat(raw.get(0).getSize()).isEqualTo(manifest.length);
        assertThat(raw.get(0).getHeaders()).doesNotContainKey("authorization");
    }

    @Test
    void a_second_delivery_of_the_same_bytes_has_the_same_id_gzip_or_not() {
        byte[] results = Fixtures.bytes("dbt/run_results.json");
        String plain = send("it-twice", Map.of("run_results.json", results))
                .statusCode(202)
                .body("manifest", equalTo("absent"))
                .extract()
                .path("deliveryId");
        String zipped = send("it-twice", Map.of("run_results.json.gz", Fixtures.gzip(results)))
                .statusCode(202)
                .extract()
                .path("deliveryId");
        String body = producer()
                .contentType("application/json")
                .body(results)
                .post("/api/ingest/it-twice/dbt")
                .then()
                .statusCode(202)
                .extract()
                .path("deliveryId");

        assertThat(zipped).isEqualTo(plain);
        assertThat(body).isEqualTo(plain);
        assertThat(log.values(Topics.ALERTS, "it-twice", CheckOutcome.class)).hasSize(21);
    }

    @Test
    void an_empty_run_is_accepted_and_an_unknown_version_is_read_by_its_shape() {
        send(
                        "it-empty",
                        Map.of(
                                "run_results.json",
                                json(
                                        "{'metadata': {'dbt_schema_version': 'https://schemas.getdbt.com/dbt/run-results/v77.json',"
                                                + " 'invocation_id': 'r'}, 'results': [], 'brand_new': {}}")))
                .statusCode(202)
                .body("accepted", equalTo(0))
                .body("run", equalTo("r"));
    }

    @Test
    void what_cannot_be_read_is_refused_whole_naming_the_place() {
        byte[] results = Fixtures.bytes("dbt/run_results.json");
        byte[] cut = java.util.Arrays.copyOf(results, 700);
        refused(Map.of("run_results.json", cut), "run_results.json:results[", "ends too early");
        refused(
                Map.of(
                        "run_results.json",
                        "{\"results\": [{\"unique_id\": \"caf\u00e9 x\"}]}".getBytes(StandardCharsets.ISO_8859_1)),
                "run_results.json:results[0]",
                "not UTF-8");
        refused(Map.of("run_results.json", json("{'results': 3}")), "run_results.json:results", "must be a list");
        refused(
                Map.of("run_results.json", results, "manifest.json", results),
                "manifest.json:metadata.dbt_schema_version",
                "run-results artifact, not a manifest");
        refused(
                Map.of("run_results.json", results, "catalog.json", json("[")),
                "catalog.json:$",
                "must be a JSON object");
        byte[] brokenGzip = java.util.Arrays.copyOf(Fixtures.gzip(results), 200);
        refused(Map.of("run_results.json", brokenGzip), "run_results.json", "whole gzip");
        refused(Map.of("holiday.json", results), "holiday.json", "a part is one of");

        assertThat(log.records(Topics.RAW, "it-refused")).isEmpty();
        assertThat(log.records(Topics.ALERTS, "it-refused")).isEmpty();
    }

    @Test
    void without_a_producers_token_nobody_gets_in() {
        byte[] results = Fixtures.bytes("dbt/run_results.json");
        for (Map.Entry<String, Integer> token : Map.of(
                        "nonsense", 401, TestTokens.VIEWER, 403, TestTokens.ACME_PRODUCER, 403)
                .entrySet()) {
            given().auth()
                    .oauth2(token.getKey())
                    .multiPart("run_results.json", "run_results.json", results)
                    .post("/api/ingest/it-token/dbt")
                    .then()
                    .statusCode(token.getValue())
                    .contentType("application/problem+json");
        }
        given().multiPart("run_results.json", "run_results.json", results)
                .post("/api/ingest/it-token/dbt")
                .then()
                .statusCode(401)
                .body("detail", containsString("Bearer"));
        producer()
                .multiPart("run_results.json", "run_results.json", results)
                .post("/api/ingest/NOT_A_WS/dbt")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("ws"));
        assertThat(log.records(Topics.RAW, "it-token")).isEmpty();
    }

    @Test
    void health_and_metrics_answer() {
        send("it-metrics", Map.of("run_results.json", Fixtures.bytes("dbt/run_results.json")))
                .statusCode(202);
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("headwater_ingest_outcomes_accepted_total{source=\"dbt\",status=\"FAILED\"}"))
                .body(containsString("headwater_ingest_outcomes_rejected_total{source=\"dbt\"}"));
    }

    private static void refused(Map<String, byte[]> parts, String field, String rule) {
        send("it-refused", parts)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", containsString(field))
                .body("errors[0].rule", containsString(rule));
    }

    private static ValidatableResponse send(String workspace, Map<String, byte[]> parts) {
        RequestSpecification request = producer();
        parts.forEach((name, bytes) -> request.multiPart(name, name, bytes));
        return request.post("/api/ingest/" + workspace + "/dbt").then();
    }

    private static RequestSpecification producer() {
        return given().auth().oauth2(TestTokens.PRODUCER);
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String gunzip(byte[] zipped) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            in.transferTo(plain);
        }
        return plain.toString(StandardCharsets.UTF_8);
    }
}
