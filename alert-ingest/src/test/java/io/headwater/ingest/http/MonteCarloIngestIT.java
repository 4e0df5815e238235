package io.headwater.ingest.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.identity.PersonHash;
import io.headwater.montecarlo.McSignature;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.Person;
import io.headwater.schema.RawPayload;
import io.headwater.schema.Severity;
import io.headwater.schema.SubjectRef;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HeadwaterTestResource.class)
@QuarkusTestResource(SigningSecrets.class)
class MonteCarloIngestIT {
    private static final String ANOMALY =
            """
            {'version': 'v0.1', 'account': {'id': 'acc-1'}, 'action': 'incident', 'type': 'open_anomaly_incident',
             'payload': {'incident_id': 'inc-1', 'group_id': 'zeus:ares', 'url': 'https://mc.example/inc-1',
              'event_list': [{'event_details': 'Has 42 rows vs. 101 expected', 'table_name': 'artemis'},
                             {'event_details': 'Not updated for 9 hours', 'table_name': 'hera'}]}}""";
    private static final String RULE =
            """
            {'version': 'v0.1', 'account': {'id': 'acc-1'}, 'action': 'incident', 'type': 'open_custom_rule_anomaly_incident',
             'payload': {'incident_id': 'inc-2', 'group_id': null, 'url': 'https://mc.example/inc-2',
              'event_list': [{'table_name': null, 'data': {'metric_display_name': 'Custom', 'hits': [{'field': 'amount',
                'measurement_timestamp': 'Jan 15, 06:10PM', 'timestamp': 'Jan 15, 06:10PM', 'value': '50.0', 'value_rounded': '50'}],
                'rule_comparisons': [{'metric': 'custom', 'operator': 'GT', 'threshold': '49.0'}]}}],
              'rule': {'uuid': 'rule-9', 'description': 'Amounts stay small', 'rule_type': 'custom_sql', 'comparisons':
                [{'field': 'Amount', 'full_table_id': 'DW:Core.Orders', 'metric': 'custom', 'operator': 'GT', 'threshold': 49.0,
                  'warehouse_uuid': 'w-1'}]}}}""";

    private static LogReader log;

    private final String workspace = "mc-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void open() {
        log = new LogReader();
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void an_anomaly_fails_the_monitor_of_each_table_it_names() {
        String deliveryId = send(ANOMALY)
                .statusCode(202)
                .body("run", equalTo("inc-1"))
                .body("accepted", equalTo(2))
                .body("outcomes.FAILED", equalTo(2))
                .body("rejected", hasSize(0))
                .extract()
                .path("deliveryId");

        List<CheckOutcome> outcomes = outcomes();
        assertThat(outcomes)
                .extracting(CheckOutcome::getCheck)
                .containsExactly("anomaly:zeus:ares.artemis", "anomaly:zeus:ares.hera");
        CheckOutcome artemis = outcomes.get(0);
        assertThat(artemis.getSource()).isEqualTo("monte-carlo");
        assertThat(artemis.getRun()).isEqualTo("inc-1");
        assertThat(artemis.getRunSize()).as("a monitor stands alone").isNull();
        assertThat(artemis.getCheckKind()).isEqualTo(CheckKind.MONITOR);
        assertThat(artemis.getStatus()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(artemis.getMessage()).isEqualTo("Has 42 rows vs. 101 expected");
        assertThat(artemis.getUrl()).isEqualTo("https://mc.example/inc-1");
        assertThat(artemis.getOccurredAt()).isEqualTo(artemis.getReceivedAt());
        assertThat(artemis.getSubjects())
                .extracting(SubjectRef::getUrn, SubjectRef::getNames)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "table:zeus.ares.artemis", List.of("mc-table:zeus:ares.artemis")));
        assertThat(log.values(Topics.RAW, workspace, RawPayload.class))
                .singleElement()
                .satisfies(raw -> {
                    assertThat(raw.getKind()).isEqualTo("monte-carlo.webhook");
                    assertThat(raw.getDeliveryId()).isEqualTo(deliveryId).isEqualTo(artemis.getDeliveryId());
                    assertThat(raw.getHeaders()).doesNotContainKeys("authorization", "x-mcd-signature");
                });
    }

    @Test
    void a_broken_rule_is_one_check_by_its_uuid() {
        send(RULE).statusCode(202).body("accepted", equalTo(1));

        assertThat(outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.getCheck()).isEqualTo("rule-9");
            assertThat(outcome.getCheckName()).isEqualTo("Amounts stay small");
            assertThat(outcome.getObserved()).isEqualTo("amount = 50.0");
            assertThat(outcome.getExpected()).isEqualTo("alerts when custom GT 49.0");
            assertThat(outcome.getAnomalySince())
                    .as("no year, no zone: no time")
                    .isNull();
            assertThat(outcome.getSubjects().get(0).getUrn()).isEqualTo("table:dw.core.orders");
            assertThat(outcome.getSubjects().get(0).getColumns()).containsExactly("amount");
        });
    }

    @Test
    void a_type_nobody_documented_is_kept_as_an_anomaly_of_unknown_kind() {
        send("{'type': 'open_brand_new_thing', 'payload': {'incident_id': 'inc-3', 'what': ['ever']}}")
                .statusCode(202)
                .body("accepted", equalTo(1));

        assertThat(outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.FAILED);
            assertThat(outcome.getRun()).isEqualTo("inc-3");
            assertThat(outcome.getAttributes()).containsEntry("mc.type", "open_brand_new_thing");
        });
        assertThat(log.values(Topics.RAW, workspace, RawPayload.class)).hasSize(1);
    }

    @Test
    void a_change_at_either_level_updates_the_alert_and_its_four_good_words_clear_it() {
        send(ANOMALY).statusCode(202);
        String hera = "'group_id': 'zeus:ares', 'event_list': [{'table_name': 'hera'}]";
        send("{'type': 'open_anomaly_incident', 'declared_alert_severity': 'SEV-1', 'owner': 'Ada@example.com',"
                        + " 'payload': {'incident_id': 'inc-1', " + hera + "}}")
                .statusCode(202);
        List<String> words = List.of("investigating", "fixed", "expected", "no_action_needed", "false_positive");
        for (String word : words) {
            send("{'type': 'open_anomaly_incident', 'alert_feedback': '" + word
                            + "', 'payload': {'incident_id': 'inc-1', " + hera + "}}")
                    .statusCode(202);
            send("{'type': 'open_anomaly_incident', 'payload': {'alert_feedback': '" + word
                            + "', 'incident_id': 'inc-1', " + hera + "}}")
                    .statusCode(202);
        }

        List<CheckOutcome> updates = outcomes().stream()
                .filter(outcome -> outcome.getCheck().equals("anomaly:zeus:ares.hera"))
                .toList();
        assertThat(updates).extracting(CheckOutcome::getRun).containsOnly("inc-1");
        CheckOutcome graded = updates.get(1);
        assertThat(graded.getSeverity()).isEqualTo(Severity.CRITICAL);
        String ada = new PersonHash(HeadwaterTestResource.PEOPLE_KEY).of("ada@example.com");
        assertThat(graded.getAttributes()).containsEntry("owner", ada);
        assertThat(log.values(Topics.PEOPLE, workspace, Person.class))
                .extracting(Person::getEmail)
                .containsExactly("Ada@example.com");
        List<CheckOutcome> changes = updates.subList(2, updates.size());
        assertThat(changes).hasSize(2 * words.size());
        for (int i = 0; i < changes.size(); i++) {
            String word = words.get(i / 2);
            boolean open = word.equals("investigating");
            assertThat(changes.get(i).getStatus())
                    .as(word)
                    .isEqualTo(open ? OutcomeStatus.FAILED : OutcomeStatus.PASSED);
            assertThat(changes.get(i).getResolution()).as(word).isEqualTo(open ? null : word);
        }
    }

    @Test
    void a_change_that_names_no_table_speaks_for_the_whole_alert() {
        send("{'alert_feedback': 'fixed', 'payload': {'incident_id': 'inc-1'}}").statusCode(202);
        assertThat(outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.getAttributes()).containsEntry("applies-to", "run");
            assertThat(outcome.getStatus()).isEqualTo(OutcomeStatus.PASSED);
        });
    }

    @Test
    void the_right_signature_is_enough_and_the_only_way_where_a_secret_is_set() throws JsonProcessingException {
        String body =
                "{\"version\": \"v0.1\", \"payload\": {\"incident_id\": \"it's \\\"7\\\"\", \"x\": [1e-07, null, true, 1.0]}}";
        String signature =
                new McSignature(SigningSecrets.SIGNING_SECRET).of((ObjectNode) new ObjectMapper().readTree(body));

        signed(given(), signature, body).statusCode(202).body("run", equalTo("it's \"7\""));
        signed(given(), signature.toUpperCase(java.util.Locale.ROOT), body).statusCode(202);
        // Reformatted on its way, it is the same parsed body.
        signed(given(), signature, body.replace(": ", ":")).statusCode(202);

        int accepted = log.records(Topics.RAW, SigningSecrets.SIGNING_WORKSPACE).size();
        signed(given(), signature.replace(signature.charAt(0), signature.charAt(0) == '0' ? '1' : '0'), body)
                .statusCode(401)
                .contentType("application/problem+json")
                .body("detail", containsString("x-mcd-signature is not the signature"));
        signed(given(), "not even hex", body).statusCode(401);
        signed(given(), signature, body.replace("true", "false")).statusCode(401);
        given().body(body)
                .post("/api/ingest/" + SigningSecrets.SIGNING_WORKSPACE + "/monte-carlo")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("detail", containsString("x-mcd-signature is missing"));
        // A producer's token does not stand in for the signature.
        signed(given().auth().oauth2(TestTokens.PRODUCER), "00", body).statusCode(401);
        assertThat(log.records(Topics.RAW, SigningSecrets.SIGNING_WORKSPACE)).hasSize(accepted);
    }

    @Test
    void without_a_secret_a_producers_token_is_needed_or_the_urls_own_secret() {
        String url = "/api/ingest/" + SigningSecrets.URL_WORKSPACE + "/monte-carlo";
        given().body(json(ANOMALY)).post(url).then().statusCode(401).body("detail", containsString("bearer token"));
        given().body(json(ANOMALY)).post(url + "?key=guessed").then().statusCode(401);
        given().auth().oauth2("nonsense").body(json(ANOMALY)).post(url).then().statusCode(401);
        given().header("x-mcd-signature", "00")
                .body(json(ANOMALY))
                .post(url)
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(TestTokens.VIEWER)
                .body(json(ANOMALY))
                .post(url)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.ACME_PRODUCER)
                .body(json(ANOMALY))
                .post(url)
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        assertThat(log.records(Topics.RAW, SigningSecrets.URL_WORKSPACE)).isEmpty();

        given().body(json(ANOMALY))
                .post(url + "?key=" + SigningSecrets.URL_SECRET)
                .then()
                .statusCode(202);
        given().auth()
                .oauth2(TestTokens.PRODUCER)
                .body(json(ANOMALY))
                .post(url)
                .then()
                .statusCode(202);
        assertThat(log.records(Topics.RAW, SigningSecrets.URL_WORKSPACE)).hasSize(2);
    }

    @Test
    void what_cannot_be_read_is_refused_by_name_and_the_next_one_works() {
        refused("{'payload': {'incident_id': 'i', 'event_l".getBytes(StandardCharsets.UTF_8), "$", "not valid JSON");
        refused("<html>".getBytes(StandardCharsets.UTF_8), "$", "not valid JSON");
        refused(new byte[0], "$", "an empty document");
        refused(
                "{\"payload\": {\"incident_id\": \"caf\u00e9 1\"}}".getBytes(StandardCharsets.ISO_8859_1),
                "$",
                "UTF-8");
        refused("[1]".getBytes(StandardCharsets.UTF_8), "$", "must be a JSON object");
        refused("{\"payload\": 3}".getBytes(StandardCharsets.UTF_8), "payload.incident_id", "required");
        refused("{} {}".getBytes(StandardCharsets.UTF_8), "$", "more follows");
        producer()
                .body(new byte[5 * 1024 * 1024])
                .post(path())
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        producer()
                .body(json(ANOMALY))
                .post("/api/ingest/Not_a_ws/monte-carlo")
                .then()
                .statusCode(400);
        assertThat(log.records(Topics.RAW, workspace)).isEmpty();

        send("{'payload': {'incident_id': 'i', 'event_list': [7, {'table_name': 't'}]}}")
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("rejected[0].path", equalTo("payload.event_list[0]"));
        assertThat(log.values(Topics.DEAD_LETTER, workspace, DeadLetter.class))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getField()).isEqualTo("payload.event_list[0]"));
    }

    private List<CheckOutcome> outcomes() {
        return log.values(Topics.ALERTS, workspace, CheckOutcome.class);
    }

    private ValidatableResponse send(String body) {
        return producer().body(json(body)).post(path()).then();
    }

    private void refused(byte[] body, String field, String rule) {
        producer()
                .body(body)
                .post(path())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].rule", containsString(rule));
    }

    private static ValidatableResponse signed(RequestSpecification request, String signature, String body) {
        return request.contentType("application/json")
                .header("x-mcd-signature", signature)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/ingest/" + SigningSecrets.SIGNING_WORKSPACE + "/monte-carlo")
                .then();
    }

    private String path() {
        return "/api/ingest/" + workspace + "/monte-carlo";
    }

    private static RequestSpecification producer() {
        return given().auth().oauth2(TestTokens.PRODUCER).contentType("application/json");
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
