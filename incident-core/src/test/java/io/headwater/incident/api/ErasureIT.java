package io.headwater.incident.api;

import static io.headwater.incident.projection.Api.SOON;
import static io.headwater.incident.projection.Api.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.headwater.identity.ContentId;
import io.headwater.identity.PersonHash;
import io.headwater.incident.projection.IncidentStory;
import io.headwater.incident.projection.TestLog;
import io.headwater.incident.projection.WithoutTopology;
import io.headwater.incident.topology.TopologyInside;
import io.headwater.schema.Person;
import io.headwater.schema.incident.AlertRole;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's name goes, everywhere it was shown, and the report says what is left. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class ErasureIT {
    private static final PersonHash HASH = new PersonHash(HeadwaterTestResource.PEOPLE_KEY);
    private static final String ADA = "ada@example.com";
    private static final String GRACE = "grace@example.com";
    private static final String ADAS_HASH = HASH.of(ADA);
    private static final String SHORT = ADAS_HASH.substring(0, 8);

    @Inject
    TestLog log;

    @Inject
    TopologyInside topology;

    @BeforeEach
    void theTopologyRuns() {
        await("the topology runs").atMost(SOON).until(topology::runs);
    }

    @Test
    void an_erased_person_is_a_hash_and_their_notes_are_redacted() {
        String workspace = "forget-ada";
        introduce(workspace, ADAS_HASH, "Ada Lovelace", ADA);
        String id = declared(workspace);
        say(workspace, id, "{'type': 'note', 'text': 'call me at home', 'by': '" + ADA + "'}");
        say(workspace, id, "{'type': 'note', 'text': 'reloaded by hand', 'by': '" + ADA + "'}");
        say(workspace, id, "{'type': 'note', 'text': 'thanks to Ada  Lovelace!', 'by': '" + GRACE + "'}");
        say(workspace, id, "{'type': 'acknowledge', 'by': '" + ADA + "'}");
        // Her own words are not another's.
        say(workspace, id, "{'type': 'mitigate', 'reason': 'Ada Lovelace mended it', 'by': '" + ADA + "'}");
        await().atMost(SOON).untilAsserted(() -> timeline(workspace, id)
                .body(
                        "items.sentence",
                        hasItems("Acknowledged by Ada Lovelace", "Ada Lovelace noted: call me at home")));
        String gracesNote =
                timeline(workspace, id).extract().path("items.find { it.sentence.contains('thanks') }.data.noteId");

        JsonPath report = erase(workspace, "{'person': ' ADA@example.com', 'redactNotes': true}");

        assertThat(log.isEnded(Topics.PEOPLE, workspace, ADAS_HASH)).isTrue();
        assertThat(report.getString("person")).isEqualTo(ADAS_HASH);
        assertThat(report.getList("erased")).containsExactly("name", "email");
        assertThat(report.getMap("notes"))
                .containsEntry("written", 2)
                .containsEntry("redacted", 2)
                .containsEntry("pending", 0)
                .containsEntry("refused", 0);
        assertThat(report.getInt("mentions.count")).isEqualTo(1);
        assertThat(report.getString("mentions.items[0].incident")).isEqualTo(id);
        assertThat(report.getString("mentions.items[0].what")).isEqualTo("note");
        assertThat(report.getString("mentions.items[0].subject")).isEqualTo(gracesNote);
        assertThat(report.prettify()).doesNotContain("Lovelace", ADA);

        await().atMost(SOON).untilAsserted(() -> timeline(workspace, id)
                .body("items.sentence", hasItem("Acknowledged by " + SHORT))
                .body("items.findAll { it.sentence == 'A note was redacted' }", hasSize(2))
                .body("items.findAll { it.type == 'NoteRedacted' }", hasSize(2)));
        assertThat(timeline(workspace, id).extract().asString())
                .doesNotContain("call me", "reloaded by hand", "Acknowledged by Ada")
                .contains("thanks to Ada  Lovelace!");
        get("/api/incidents/" + workspace + "/" + id).body("acknowledgedBy", equalTo(SHORT));
        get("/api/incidents/" + workspace + "?q=reloaded").body("items", empty());
    }

    @Test
    void asked_again_it_erases_again_and_redacts_nothing_twice() {
        String workspace = "forget-twice";
        introduce(workspace, ADAS_HASH, "Ada Lovelace", ADA);
        String id = declared(workspace);
        say(workspace, id, "{'type': 'note', 'text': 'call me', 'by': '" + ADA + "'}");
        erase(workspace, "{'person': '" + ADA + "', 'redactNotes': true}");
        await().atMost(SOON).untilAsserted(() -> timeline(workspace, id)
                .body("items.findAll { it.type == 'NoteRedacted' }", hasSize(1))
                .body("items.sentence", not(hasItem(containsString("Ada Lovelace noted")))));

        // By the hash: nobody knows the name any more, so that there is none to search for.
        JsonPath report = erase(workspace, "{'person': '" + ADAS_HASH + "', 'redactNotes': true}");

        assertThat(report.getString("person")).isEqualTo(ADAS_HASH);
        assertThat(report.getList("erased")).isEmpty();
        assertThat(report.getInt("notes.written")).isZero();
        assertThat(report.getBoolean("mentions.searched")).isFalse();
        assertThat(log.isEnded(Topics.PEOPLE, workspace, ADAS_HASH)).isTrue();
        timeline(workspace, id).body("items.findAll { it.type == 'NoteRedacted' }", hasSize(1));
        assertThat(erase(workspace, "{'person': '" + ADAS_HASH + "', 'names': ['Totals look']}")
                        .getInt("mentions.count"))
                .as("names that the caller knows are searched for")
                .isEqualTo(1);
    }

    @Test
    void what_remains_is_counted() {
        String workspace = "forget-counts";
        String namesake = HASH.of("Ada Lovelace");
        given().auth()
                .oauth2(TestTokens.ADMIN)
                .contentType(ContentType.JSON)
                .body(json("{'spec': {'timeZone': 'UTC', 'start': '2026-01-05', 'handOff': '09:00', 'length': 'P7D',"
                        + " 'participants': ['" + ADA + "']}}"))
                .put("/api/policies/" + workspace + "/rotation/data")
                .then()
                .statusCode(200);
        introduce(workspace, namesake, "ada lovelace", null);
        write(workspace, ADAS_HASH, "Ada Lovelace", ADA);
        IncidentStory story = new IncidentStory(workspace, "inc-1")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .impact(1, ADAS_HASH, ADAS_HASH, 2)
                .noted(ADAS_HASH, "note-1", "mine, says Ada Lovelace")
                .noted(HASH.of(GRACE), "note-2", "ask ada@example.com")
                .noted(HASH.of(GRACE), "note-3", "ask adam.lovelace")
                .acknowledged(ADAS_HASH);
        log.write(Topics.INCIDENT_EVENTS, workspace, "inc-1", story.events());
        shown(workspace, "inc-1", "Ada Lovelace");
        JsonPath report = erase(workspace, "{'person': '" + ADA + "'}");

        assertThat(report.getMap("notes")).containsEntry("written", 1).containsEntry("asked", false);
        assertThat(remains(report, "events")).startsWith("3 events of 1 incident hold the keyed hash");
        assertThat(remains(report, "views")).startsWith("1 look at broken data");
        assertThat(remains(report, "notes")).startsWith("1 note stays as the person wrote it");
        assertThat(remains(report, "policies")).contains(": rotation/data;");
        assertThat(remains(report, "mentions")).startsWith("1 text by others names the person");
        assertThat(report.getList("mentions.items.subject")).containsExactly("note-2");
        assertThat(report.getList("namesakes")).containsExactly(namesake);
        assertThat(report.getList("remains.what")).contains("raw", "outside", "return", "redacted-text");
        get("/api/incidents/" + workspace + "/inc-1/timeline")
                .body("items.sentence", hasItem(containsString("mine, says Ada Lovelace")));
    }

    @Test
    void the_persons_sessions_and_links_end() {
        String workspace = "forget-session";
        introduce(workspace, ADAS_HASH, "Ada Lovelace", ADA);
        String session = signIn(workspace, ADA);
        String others = signIn(workspace, GRACE);
        String unused = link(workspace, ADA);

        assertThat(erase(workspace, "{'person': '" + ADA + "'}").getInt("sessionsEnded"))
                .isEqualTo(1);

        page(workspace, session).statusCode(401);
        page(workspace, others).statusCode(200);
        given().redirects().follow(false).get(unused).then().statusCode(401);
    }

    @Test
    void who_erases_themselves_does_not_come_back_by_it() {
        String workspace = "forget-me";
        introduce(workspace, ADAS_HASH, "Ada Lovelace", ADA);
        String id = declared(workspace);
        say(workspace, id, "{'type': 'note', 'text': 'call me', 'by': '" + ADA + "'}");

        String answer = given().cookie("headwater_session", signIn(workspace, ADA))
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(ContentType.JSON)
                .body(json("{'person': '" + ADA + "', 'redactNotes': true}"))
                .post("/api/people/" + workspace + "/erase")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(JsonPath.from(answer).getInt("notes.redacted")).isEqualTo(1);
        assertThat(log.isEnded(Topics.PEOPLE, workspace, ADAS_HASH)).isTrue();
    }

    @Test
    void who_may_not_erase_is_told_so_and_nothing_is_erased() {
        write("acme", ADAS_HASH, "Ada Lovelace", ADA);
        String body = "{'person': '" + ADA + "'}";
        for (String token : List.of(TestTokens.VIEWER, TestTokens.RESPONDER, TestTokens.PRODUCER)) {
            post(token, "acme", body)
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("detail", containsString("this needs the role admin"));
        }
        post("no-such-token", "acme", body).statusCode(401);
        post(TestTokens.ACME_ADMIN, "other", body).statusCode(403);
        assertThat(log.isEnded(Topics.PEOPLE, "acme", ADAS_HASH)).isFalse();
        post(TestTokens.ACME_ADMIN, "acme", body).statusCode(200);
    }

    @Test
    void a_request_that_cannot_be_read_names_the_field_and_the_rule() {
        post(TestTokens.ADMIN, "forget-unread", "{'redactNotes': true}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("person"));
        post(TestTokens.ADMIN, "forget-unread", "{'person': '" + ADA + "', 'redactNotes': 'yes'}")
                .statusCode(400)
                .body("errors[0].field", equalTo("redactNotes"))
                .body("errors[0].rule", equalTo("must be true or false"));
        post(TestTokens.ADMIN, "forget-unread", "{'person': '" + ADA + "', 'names': ['" + "x".repeat(321) + "']}")
                .statusCode(400)
                .body("errors.field", contains("names"));
        assertThat(log.read(Topics.PEOPLE, "forget-unread")).isEmpty();
    }

    /** The person's record, once it is shown. */
    private void introduce(String workspace, String hash, String name, String email) {
        write(workspace, hash, name, email);
        String probe = "inc-probe-" + hash.substring(0, 8);
        log.write(
                Topics.INCIDENT_EVENTS,
                workspace,
                probe,
                new IncidentStory(workspace, probe).opened().acknowledged(hash).events());
        shown(workspace, probe, name);
    }

    private void write(String workspace, String hash, String name, String email) {
        Person person = Person.newBuilder()
                .setWorkspace(workspace)
                .setPerson(hash)
                .setName(name)
                .setEmail(email)
                .build();
        log.write(Topics.PEOPLE, workspace, hash, person);
    }

    private static void shown(String workspace, String incident, String name) {
        await().atMost(SOON).untilAsserted(() -> get("/api/incidents/" + workspace + "/" + incident)
                .body("acknowledgedBy", equalTo(name)));
    }

    private static String declared(String workspace) {
        return decided(
                        "/api/incidents/" + workspace,
                        "{'title': 'Totals look wrong', 'priority': 'P3', 'by': '" + GRACE + "'}")
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void say(String workspace, String id, String command) {
        decided("/api/incidents/" + workspace + "/" + id + "/commands", command).statusCode(200);
    }

    /** What became of it: while it is pending the same is asked again under the same key. */
    private static ValidatableResponse decided(String path, String command) {
        AtomicReference<Response> answer = new AtomicReference<>();
        await().atMost(SOON).until(() -> {
            answer.set(given().auth()
                    .oauth2(TestTokens.RESPONDER)
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", ContentId.of("key", command))
                    .body(json(command))
                    .post(path));
            return answer.get().statusCode() != 202;
        });
        return answer.get().then();
    }

    private static ValidatableResponse timeline(String workspace, String id) {
        return get("/api/incidents/" + workspace + "/" + id + "/timeline");
    }

    private static JsonPath erase(String workspace, String body) {
        return JsonPath.from(post(TestTokens.ADMIN, workspace, body)
                .statusCode(200)
                .extract()
                .asString());
    }

    private static ValidatableResponse post(String token, String workspace, String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(json(body))
                .post("/api/people/" + workspace + "/erase")
                .then();
    }

    private static String remains(JsonPath report, String what) {
        return report.getString("remains.find { it.what == '" + what + "' }.words");
    }

    private static String link(String workspace, String email) {
        String url = given().auth()
                .oauth2(TestTokens.ADMIN)
                .contentType(ContentType.JSON)
                .body(json("{'email': '" + email + "', 'workspace': '" + workspace + "'}"))
                .post("/api/console/links")
                .then()
                .statusCode(201)
                .extract()
                .path("url");
        return url.substring(url.indexOf("/login"));
    }

    private static String signIn(String workspace, String email) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(link(workspace, email))
                .then()
                .statusCode(303)
                .extract()
                .cookie("headwater_session");
    }

    private static ValidatableResponse page(String workspace, String session) {
        return given().cookie("headwater_session", session)
                .get("/api/incidents/" + workspace)
                .then();
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}
