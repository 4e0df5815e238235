package io.headwater.incident.console;

import static io.headwater.incident.projection.Api.SOON;
import static io.headwater.incident.projection.Api.get;
import static io.headwater.incident.projection.Api.incidentAt;
import static io.headwater.incident.projection.Api.refused;
import static io.headwater.incident.projection.IncidentStory.ORDERS;
import static io.headwater.incident.projection.IncidentStory.RAW_PAYMENTS;
import static io.headwater.incident.projection.IncidentStory.START;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.headwater.incident.projection.IncidentStory;
import io.headwater.incident.projection.TestLog;
import io.headwater.incident.projection.WithoutTopology;
import io.headwater.schema.AssetStatus;
import io.headwater.schema.Decision;
import io.headwater.schema.DecisionKind;
import io.headwater.schema.Health;
import io.headwater.schema.Person;
import io.headwater.schema.Priority;
import io.headwater.schema.incident.AlertRole;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** What the pages say; how they behave in a browser is tested from end to end. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class ConsoleIT {
    private static final String ADA = "ada0".repeat(8);
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String CHECK = "model.shop/not null";
    private static final String CHECK_PATH = "checks/dbt/model.shop%2Fnot%20null";

    @Inject
    TestLog log;

    @Test
    void an_incident_is_shown_as_it_stood_with_nothing_to_press() {
        IncidentStory story = new IncidentStory("page-then", "inc-1")
                .opened()
                .attached(CHECK, "run-1", AlertRole.CAUSE)
                .rootCause()
                .impact(1, ADA, ADA, 2)
                .acknowledged(ADA)
                .noted(ADA, "note-1", "looking");
        told("page-then", story);

        String then = page("/incidents/page-then/inc-1?at=" + START.plusSeconds(2));
        assertThat(then)
                .contains(
                        "As it stood on",
                        "1 Mar 2026 04:00:02 UTC",
                        "<a href=\"/incidents/page-then/inc-1\">to now</a>",
                        "data-at=\"2026-03-01T04:00:02Z\"")
                .containsPattern("class=\"status TRIGGERED\"")
                .doesNotContain("data-command", "id=\"note\"", "acknowledged by", "looking", "class=\"cause\"");
        get("/incidents/page-then/inc-1/graph?at=" + START.plusSeconds(2)).body("nodes.size()", is(0));
        get("/incidents/page-then/inc-1/graph?at=" + START.plusSeconds(5))
                .body("nodes.findAll { it.role == 'cause' }.id", contains(RAW_PAYMENTS));

        assertThat(page("/incidents/page-then/inc-1"))
                .contains(
                        "data-command=\"acknowledge\"",
                        "href=\"/incidents/page-then/inc-1?at=2026-03-01T04:00:04Z\"",
                        "href=\"/incidents/page-then/" + CHECK_PATH + "\"",
                        "href=\"/incidents/page-then/assets/table%3Ashop.raw.payments\"")
                .doesNotContain("As it stood on", "data-at");
        String list = page("/incidents/page-then?at=" + START.plusSeconds(2));
        assertThat(list)
                .contains(
                        "As they stood on",
                        "1 Mar 2026 04:00:02 UTC",
                        "<a href=\"/incidents/page-then\">to now</a>",
                        "data-at=\"2026-03-01T04:00:02Z\"",
                        "name=\"at\" value=\"2026-03-01T04:00:02Z\"",
                        "href=\"/incidents/page-then/inc-1?at=2026-03-01T04:00:02Z\"")
                .containsPattern("class=\"status TRIGGERED\"");
        assertThat(page("/incidents/page-then?at=" + START)).contains("Nothing was broken then.");
        assertThat(page("/incidents/page-then"))
                .containsPattern("class=\"status ACKNOWLEDGED\"")
                .doesNotContain("As they stood on", "data-at", "?at=");
        refused("/incidents/page-then/inc-1?at=" + START, 404, "no incident 'inc-1'");
        refused("/incidents/page-then/inc-1?at=yesterday", 400, "ISO 8601");
    }

    @Test
    void a_problem_is_a_page_to_a_browser_and_itself_to_a_program() {
        shown("/incidents/page-none/inc-1", 404)
                .contains("<h1>There is no such thing</h1>", "no incident &#39;inc-1&#39; here")
                .contains("Incidents of page-none", "class=\"brand\"");
        shown("/incidents/page-none?at=%3Cb%3E", 400)
                .contains("at must be a time in ISO 8601")
                .doesNotContain("<b>");
        shown("/incidents/page-none?status=fine", 400).contains("is none of open, resolved, all");
        shown("/incidents/page-none?q=%00", 400).contains("q must not hold the character U+0000");
        shown("/incidents/NOT-A-WORKSPACE", 400).contains("is not valid", "All workspaces");
        shown("/silences/page-none/silence/none", 404).contains("no silence");
        for (String accept : List.of("*/*", "application/json")) {
            browser(accept).get("/incidents/page-none/inc-1").then().contentType("application/problem+json");
        }
        browser(BROWSER).get("/api/incidents/page-none/inc-1").then().contentType("application/problem+json");
    }

    private static AbstractStringAssert<?> shown(String path, int status) {
        return assertThat(browser(BROWSER)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("text/html")
                .extract()
                .asString());
    }

    private static RequestSpecification browser(String accept) {
        return given().auth().oauth2(TestTokens.VIEWER).header("Accept", accept).urlEncodingEnabled(false);
    }

    @Test
    void a_check_and_an_asset_have_a_page_of_the_incidents_they_were_part_of() {
        told(
                "page-history",
                new IncidentStory("page-history", "inc-1")
                        .titled("payments are null", START, Priority.P2)
                        .attached(CHECK, "run-1", AlertRole.CAUSE)
                        .rootCause()
                        .resolvedBy(ADA, "rates were late"));
        told(
                "page-history",
                new IncidentStory("page-history", "inc-2")
                        .titled("payments <again>", START.plusSeconds(3600), Priority.P1)
                        .attached(CHECK, "run-2", AlertRole.CAUSE)
                        .rootCause(ORDERS));
        named("page-history");
        Instant since = Instant.now().minus(Duration.ofDays(9));
        log.write(
                Topics.ASSET_STATUS,
                "page-history",
                RAW_PAYMENTS,
                AssetStatus.newBuilder()
                        .setWorkspace("page-history")
                        .setUrn(RAW_PAYMENTS)
                        .setStatus(Health.DOWN)
                        .setSince(since)
                        .setIncident("inc-2")
                        .setFailingChecks(List.of("dbt/" + CHECK))
                        .setAt(since)
                        .build());

        await().atMost(SOON).untilAsserted(() -> assertThat(page("/incidents/page-history/" + CHECK_PATH))
                .contains("<h1>model.shop/not null</h1>", "payments &lt;again&gt;", "not yet")
                .containsPattern("(?s)inc-2.*<td>symptom</td>.*inc-1.*<td>cause</td>")
                .containsPattern("Resolved by <strong>Ada Lovelace</strong>\\s+after 15 min")
                .contains("rates were late"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page("/incidents/page-history/assets/table%3Ashop.raw.payments"))
                        .contains(
                                "<h1>raw.payments</h1>",
                                "class=\"health down\"",
                                "up 90 % of the last 90 days",
                                "<a href=\"/incidents/page-history/" + CHECK_PATH + "\">dbt/model.shop/not null</a>")
                        .containsPattern("(?s)inc-2.*<td>failing</td>.*inc-1.*<td>cause</td>"));
        assertThat(page("/incidents/page-history/assets/table%3Anobody.knows"))
                .contains("class=\"health up\"", "up 100 %", "It was part of no incident");
    }

    @Test
    void a_long_history_goes_on_on_another_page() {
        for (int i = 0; i < 51; i++) {
            String id = "inc-%02d".formatted(i);
            log.write(
                    Topics.INCIDENT_EVENTS,
                    "page-long",
                    id,
                    new IncidentStory("page-long", id)
                            .titled("no " + i, START.plusSeconds(i), Priority.P3)
                            .attached(CHECK, "run-" + i, AlertRole.CAUSE)
                            .events());
        }
        incidentAt("page-long", "inc-50", 2);

        String first = page("/incidents/page-long/" + CHECK_PATH);
        assertThat(first).contains(">no 50<", ">no 1<").doesNotContain(">no 0<");
        String next = first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]*)\".*", "$1");
        assertThat(page("/incidents/page-long/" + CHECK_PATH + next))
                .contains(">no 0<")
                .doesNotContain("rel=\"next\"");
    }

    @Test
    void silences_are_shown_as_in_force_coming_and_over() {
        silence("silence", "upgrade", "assets: ['table:shop.raw.payments'], until: '2098-01-01T00:00:00Z'");
        silence(
                "silence",
                "later",
                "when: \"check.source == 'soda'\", from: '2097-01-01T00:00:00Z', until: '2098-01-01T00:00:00Z'");
        silence("silence", "past", "assets: ['table:shop.x.y'], until: '2026-01-01T00:00:00Z'");
        silence(
                "maintenance",
                "weekly",
                "assets: ['table:shop.x.y'], weekly: {days: [SUN], start: '02:00', duration: PT3H, timeZone: Europe/Berlin},"
                        + " from: '2097-01-01T00:00:00Z'");
        silence("maintenance", "ended", "assets: ['table:shop.x.y'], until: '2098-01-01T00:00:00Z'");
        given().auth()
                .oauth2(TestTokens.ADMIN)
                .delete("/api/policies/page-silences/maintenance/ended")
                .then()
                .statusCode(200);
        log.write(
                Topics.DECISIONS,
                "page-silences",
                "dbt/a",
                Decision.newBuilder()
                        .setWorkspace("page-silences")
                        .setSubject("dbt/a")
                        .setKind(DecisionKind.SUPPRESSED)
                        .setReason("silenced until 2098-01-01 00:00 UTC by @{" + ADA + "}: upgrade")
                        .setRun("run-1")
                        .setPolicy("silence/upgrade")
                        .setAt(START)
                        .build());
        named("page-silences");

        await().atMost(SOON).untilAsserted(() -> assertThat(page("/silences/page-silences"))
                .containsPattern("(?s)In force now <span class=\"count\">1<.*>upgrade<.*1 outcome.*Coming <span")
                .containsPattern(
                        "(?s)Coming <span class=\"count\">2<.*>later<.*1 Jan 2097 00:00:00<.*>weekly<.*6 Jan 2097 01:00:00<.*Over <span")
                .containsPattern("(?s)Over <span class=\"count\">2<.*>ended<.*ended by hand.*>past<")
                .contains("grace@example.com", "raw.payments", "Sun from 02:00 for 3 h 0 min, Europe/Berlin"));
        await().atMost(SOON).untilAsserted(() -> assertThat(page("/silences/page-silences/silence/upgrade"))
                .contains("in force now", "dbt/a", "run-1", "by Ada Lovelace: upgrade"));
        assertThat(page("/silences/page-silences/maintenance/ended")).contains("over", "ended by hand");
        assertThat(page("/silences/page-silences/silence/past")).contains("over", "Nothing so far");
        refused("/silences/page-silences/silence/none", 404, "no silence 'none'");
        assertThat(page("/silences/nobody-yet")).contains("None.");
        assertThat(page("/incidents/page-silences")).contains("href=\"/silences/page-silences\"");
    }

    private void silence(String kind, String name, String spec) {
        given().auth()
                .oauth2(TestTokens.ADMIN)
                .contentType("text/plain")
                .body("kind: %s\nname: %s\nspec: {%s, reason: warehouse upgrade, author: grace@example.com}"
                        .formatted(kind, name, spec))
                .put("/api/policies/page-silences/" + kind + "/" + name)
                .then()
                .statusCode(200);
    }

    private void named(String workspace) {
        log.write(
                Topics.PEOPLE,
                workspace,
                ADA,
                Person.newBuilder()
                        .setWorkspace(workspace)
                        .setPerson(ADA)
                        .setName("Ada Lovelace")
                        .build());
    }

    private void told(String workspace, IncidentStory story) {
        log.write(Topics.INCIDENT_EVENTS, workspace, story.id(), story.events());
        incidentAt(workspace, story.id(), story.version());
    }

    private static String page(String path) {
        return get(path).contentType("text/html").extract().asString();
    }
}
