package io.headwater.incident.projection;

import static io.headwater.incident.projection.Api.SOON;
import static io.headwater.incident.projection.Api.get;
import static io.headwater.incident.projection.Api.incidentAt;
import static io.headwater.incident.projection.Api.refused;
import static io.headwater.incident.projection.IncidentStory.START;
import static io.headwater.incident.projection.ProjectionIT.ADA;
import static io.headwater.incident.projection.ProjectionIT.notification;
import static io.headwater.incident.projection.ProjectionIT.person;
import static io.headwater.incident.projection.ProjectionIT.ticket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.headwater.schema.Alias;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetFacet;
import io.headwater.schema.AssetStatus;
import io.headwater.schema.AssetType;
import io.headwater.schema.Decision;
import io.headwater.schema.DecisionKind;
import io.headwater.schema.DeliveryState;
import io.headwater.schema.Health;
import io.headwater.schema.Priority;
import io.headwater.schema.incident.AlertRole;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Search, likeness, history and metrics over what the projection holds; the server is the one of {@link ProjectionIT}. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class QueryIT {
    @Inject
    TestLog log;

    @Inject
    AgroalDataSource database;

    @Test
    void the_contract_of_all_topics_is_there_to_be_built_against() {
        get("/api/asyncapi")
                .body("asyncapi", equalTo("3.0.0"))
                .body("channels.'incident-events'.address", equalTo("headwater.incident-events.v1"))
                .body(
                        "components.messages.'incident-events.IncidentOpened'.payload.schema.name",
                        equalTo("IncidentOpened"));
    }

    @Test
    void what_a_silence_hid_can_be_asked_for_while_it_lasts_and_afterwards() {
        log.write(Topics.PEOPLE, "silenced", ADA, person("silenced", "Ada Lovelace"));
        String words = "silenced until 2026-03-01 06:00 UTC by @{" + ADA + "}: warehouse upgrade";
        log.write(Topics.DECISIONS, "silenced", "dbt/a", decision("dbt/a", DecisionKind.SUPPRESSED, words, "run-1"));
        log.write(
                Topics.DECISIONS,
                "silenced",
                "silence/upgrade",
                List.of(
                        decision("silence/upgrade", DecisionKind.SILENCE_ENDED, "it is over", "2026-03-01T02:00:00Z"),
                        decision("silence/upgrade", DecisionKind.SILENCE_ENDED, "over again", "2026-03-08T02:00:00Z")));

        String path = "/api/policies/silenced/silence/upgrade/hidden";
        await().atMost(SOON).untilAsserted(() -> get(path)
                .body("items", hasSize(3))
                .body("items.kind", containsInAnyOrder("SUPPRESSED", "SILENCE_ENDED", "SILENCE_ENDED"))
                .body("items.find { it.subject == 'dbt/a' }.run", equalTo("run-1"))
                .body(
                        "items.find { it.subject == 'dbt/a' }.reason",
                        equalTo("silenced until 2026-03-01 06:00 UTC by Ada Lovelace: warehouse upgrade")));
        get("/api/policies/silenced/silence/another/hidden").body("items", empty());
        get("/api/policies/nobody-yet/maintenance/upgrade/hidden").body("items", empty());
    }

    @Test
    void a_ticket_that_is_written_while_the_events_are_is_found_all_the_same() throws SQLException {
        IncidentStory story = new IncidentStory("race", "inc-1").opened();
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtextextended('projection_v1 race|inc-1', 0))");
            statement.execute(
                    "insert into projection_v1.ticket values ('race|t', 'race|inc-1', 'jira', 'RACE-77', '', '', '',"
                            + " '', now(), now())");
            write("race", "inc-1", story);
            await().atMost(SOON).until(() -> waitingForAdvisoryLocks(statement) == 1);
            other.commit();
        }
        incidentAt("race", "inc-1", story.version());
        found("race", "race-77").body("items.id", contains("inc-1"));
    }

    @Test
    void everything_said_and_done_is_found_by_its_words() {
        IncidentStory story = new IncidentStory("words", "inc-1")
                .titled("Totals look wrong", START, Priority.P2)
                .attached("not_null_payments_id", "run-1", AlertRole.CAUSE)
                .rootCause()
                .impact(1, ADA, ADA, 2)
                .acknowledged(ADA)
                .noted(ADA, "note-1", "the exchange rates were late, reloading them");
        write("words", "inc-1", story);
        write("words", "inc-2", new IncidentStory("words", "inc-2").opened());
        log.write(Topics.PEOPLE, "words", ADA, person("words", "Ada Lovelace"));
        log.write(Topics.TICKETS, "words", "inc-1", ticket("words"));
        incidentAt("words", "inc-1", story.version());
        incidentAt("words", "inc-2", 1);
        await().atMost(SOON).untilAsserted(() -> found("words", "data-1").body("items.id", contains("inc-1")));
        await().atMost(SOON).untilAsserted(() -> found("words", "lovelace").body("items.id", contains("inc-1")));

        for (String words : List.of(
                "wrong total",
                "raw.payments rows",
                "not_null_payments",
                "3%20rows%20are%20null",
                "acknowledged%20ada%20lovelace",
                "%22exchange%20rates%22",
                "late exchang",
                "totals -refunds",
                "refunds or rates",
                "shop.r1.t1")) {
            found("words", words).body("items.id", contains("inc-1"));
        }
        found("words", "payments").body("items.id", contains("inc-2", "inc-1"));
        found("words", "payments -totals").body("items.id", contains("inc-2"));
        found("words", "%22rates%20exchange%22").body("items", empty());
        found("words", "totals refunds").body("items", empty());
        found("words", "%27 ! ( %26 :* %22").body("items", hasSize(2));
    }

    @Test
    void what_fits_the_words_best_comes_first_and_pages_on() {
        for (int i = 0; i < 4; i++) {
            String id = "inc-" + i;
            IncidentStory story = new IncidentStory("ranks", id)
                    .titled(i == 1 ? "Currency is missing" : "Orders are late", START.plusSeconds(i), Priority.P2)
                    .noted(ADA, "note", i == 2 ? "all well" : "is it the currency?");
            write("ranks", id, story);
            incidentAt("ranks", id, story.version());
        }

        String first = "/api/incidents/ranks?q=currency&sort=relevance&limit=2";
        String next = get(first)
                .body("items.id", contains("inc-1", "inc-3"))
                .extract()
                .path("next");
        get(first + "&cursor=" + next).body("items.id", contains("inc-0")).body("next", nullValue());
        refused(first + "&status=open&cursor=" + next, 400, "it is of another list");
        found("ranks", "currency").body("items.id", contains("inc-3", "inc-1", "inc-0"));
    }

    @Test
    void similar_past_incidents_say_what_they_share_and_how_they_were_resolved() {
        IncidentStory before = new IncidentStory("alike", "inc-1")
                .titled("payments", START, Priority.P2)
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .attached("unique", "run-1", AlertRole.SYMPTOM)
                .rootCause()
                .acknowledged(ADA)
                .noted(ADA, "note-1", "reloaded the currency rates")
                .resolvedBy(ADA, "rates were late");
        write("alike", "inc-1", before);
        write("alike", "inc-2", new IncidentStory("alike", "inc-2").titled("other", START, Priority.P3));
        IncidentStory now = new IncidentStory("alike", "inc-3")
                .titled("payments again", START.plusSeconds(3600), Priority.P2)
                .attached("not_null", "run-9", AlertRole.CAUSE)
                .rootCause();
        write("alike", "inc-3", now);
        log.write(Topics.PEOPLE, "alike", ADA, person("alike", "Ada Lovelace"));
        incidentAt("alike", "inc-1", before.version());
        incidentAt("alike", "inc-2", 1);
        incidentAt("alike", "inc-3", now.version());

        await().atMost(SOON).untilAsserted(() -> get("/api/incidents/alike/inc-3/similar")
                .body("items.id", contains("inc-1"))
                .body("items[0].resolution.by", equalTo("Ada Lovelace")));
        get("/api/incidents/alike/inc-3/similar")
                .body("items[0].score", greaterThan(0.8f))
                .body(
                        "items[0].reasons",
                        contains(
                                "same root cause raw.payments",
                                "same check dbt/not_null",
                                "same failing asset raw.payments",
                                "words in common: rows"))
                .body("items[0].resolution.automatic", equalTo(false))
                .body("items[0].resolution.reason", equalTo("rates were late"))
                .body("items[0].resolution.tookSeconds", equalTo(900))
                .body("items[0].resolution.notes.text", contains("reloaded the currency rates"));
        get("/api/incidents/alike/inc-1/similar").body("items", empty());

        String page = given().auth()
                .oauth2(TestTokens.VIEWER)
                .get("/incidents/alike/inc-3")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page)
                .contains(
                        "Seen before <span class=\"count\">1</span>", "<a href=\"/incidents/alike/inc-1\">payments</a>")
                .containsPattern("Resolved by <strong>Ada Lovelace</strong>\\s+after 15 min: rates were late");
    }

    @Test
    void an_asset_is_asked_about_by_any_of_its_names() {
        String urn = "table:shop.raw.payments";
        IncidentStory story = new IncidentStory("named", "inc-1")
                .opened()
                .attached("not null", "run-1", AlertRole.CAUSE)
                .rootCause();
        write("named", "inc-1", story);
        AssetStatus down = AssetStatus.newBuilder()
                .setWorkspace("named")
                .setUrn(urn)
                .setStatus(Health.DOWN)
                .setSince(START)
                .setIncident("inc-1")
                .setAt(START)
                .build();
        log.write(Topics.ASSET_STATUS, "named", urn, down);
        log.write(Topics.ASSETS, "named", urn, asset("named", urn, "dbt", "source.shop.raw.payments"));
        log.write(Topics.ASSETS, "other", urn, asset("other", urn, "dbt", "source.shop.raw.payments"));
        incidentAt("named", "inc-1", story.version());

        for (String name : List.of("dbt%3Asource.shop.raw.payments", "dbt%3ASource.Shop.raw.payments")) {
            await().atMost(SOON).untilAsserted(() -> get("/api/status/named/assets/" + name)
                    .body("urn", equalTo(urn))
                    .body("status", equalTo("down"))
                    .body("incident", equalTo("inc-1")));
            get("/api/incidents/named/assets/" + name + "/history")
                    .body("items.incident", contains("inc-1"))
                    .body("items.part", contains("cause"));
            get("/api/incidents/named?asset=" + name).body("items.id", contains("inc-1"));
            get("/api/incidents/named?asset=" + name + "&at=" + START.plusSeconds(3_600))
                    .body("items.id", contains("inc-1"));
        }
        get("/api/status/other/assets/dbt%3Asource.shop.raw.payments").body("status", equalTo("up"));
        get("/api/status/named/assets/dbt%3Anobody.knows")
                .body("urn", equalTo("dbt:nobody.knows"))
                .body("status", equalTo("up"));

        log.tombstone(Topics.ASSETS, "named", urn);
        await().atMost(SOON).untilAsserted(() -> get("/api/status/named/assets/dbt%3Asource.shop.raw.payments")
                .body("status", equalTo("up")));
        get("/api/status/named/assets/table%3Ashop.raw.payments").body("status", equalTo("down"));
    }

    private static Asset asset(String workspace, String urn, String kind, String alias) {
        AssetFacet facet = AssetFacet.newBuilder()
                .setScope("dbt/shop")
                .setObservedAt(START)
                .setType(AssetType.TABLE)
                .setName("payments")
                .setAliases(List.of(
                        new Alias("url", "https://example.com/" + "long/".repeat(1_000)), new Alias(kind, alias)))
                .build();
        return Asset.newBuilder()
                .setWorkspace(workspace)
                .setUrn(urn)
                .setFacets(List.of(facet))
                .build();
    }

    @Test
    void checks_and_assets_have_a_history_of_incidents_and_a_workspace_its_metrics() {
        IncidentStory ended = new IncidentStory("past", "inc-1")
                .titled("first", START, Priority.P2)
                .attached("model.shop/not null", "run-1", AlertRole.CAUSE)
                .repeated("model.shop/not null", "run-2")
                .rootCause()
                .acknowledged(ADA)
                .cleared("model.shop/not null")
                .resolved();
        IncidentStory open = new IncidentStory("past", "inc-2")
                .titled("second", START.plusSeconds(60), Priority.P1)
                .attached("model.shop/not null", "run-3", AlertRole.SYMPTOM)
                .impact(1, ADA, ADA, 1);
        write("past", "inc-1", ended);
        write("past", "inc-2", open);
        log.write(Topics.NOTIFICATIONS, "past", "inc-1", notification("past", DeliveryState.CONFIRMED));
        incidentAt("past", "inc-1", ended.version());
        incidentAt("past", "inc-2", open.version());

        String check = "/api/incidents/past/checks/dbt/model.shop%2Fnot%20null/history";
        get(check)
                .body("items.incident", contains("inc-2", "inc-1"))
                .body("items.part", contains("symptom", "cause"))
                .body("items.alertCount", contains(1, 2))
                .body("items[0].resolution", nullValue())
                .body("items[1].clearedAt", equalTo("2026-03-01T04:10:00Z"))
                .body("items[1].resolution.automatic", equalTo(true));
        String next =
                get(check + "?limit=1").body("items", hasSize(1)).extract().path("next");
        get(check + "?limit=1&cursor=" + next).body("items.incident", contains("inc-1"));
        get("/api/incidents/past/checks/soda/model.shop%2Fnot%20null/history").body("items", empty());
        get("/api/incidents/past/assets/table%3Ashop.raw.payments/history")
                .body("items.incident", contains("inc-2", "inc-1"))
                .body("items.part", contains("failing", "cause"));
        get("/api/incidents/past/assets/table%3Ashop.r1.t0/history")
                .body("items.part", contains("affected"))
                .body("items[0].firstAt", nullValue());

        String window = "?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z";
        await().atMost(SOON)
                .untilAsserted(() -> get("/api/incidents/past/metrics" + window).body("pageCount", equalTo(1)));
        get("/api/incidents/past/metrics?from=0000-01-01T00:00:00Z&to=" + START.plusSeconds(86_400));
        get("/api/incidents/past/metrics" + window)
                .body("incidentCount", equalTo(2))
                .body("byPriority", equalTo(Map.of("P1", 1, "P2", 1)))
                .body("mtta.count", equalTo(1))
                .body("mtta.medianSeconds", equalTo(5.0f))
                .body("mttr.meanSeconds", equalTo(900.0f))
                .body("alertCount", equalTo(3))
                .body("alertsPerIncident", equalTo(1.5f))
                .body("alertsPerPage", equalTo(3.0f))
                .body("noisiestChecks.alertCount", contains(3));
        get("/api/incidents/past/metrics?to=2026-03-01T00:00:00Z").body("incidentCount", equalTo(0));
        given().auth()
                .oauth2(TestTokens.VIEWER)
                .get("/api/incidents/past/metrics?from=yesterday")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("from"));
    }

    private static ValidatableResponse found(String workspace, String words) {
        return get("/api/incidents/" + workspace + "?q=" + words.replace(" ", "%20"));
    }

    private void write(String workspace, String id, IncidentStory story) {
        log.write(Topics.INCIDENT_EVENTS, workspace, id, story.events());
    }

    private static Decision decision(String subject, DecisionKind kind, String reason, String run) {
        return Decision.newBuilder()
                .setWorkspace("silenced")
                .setSubject(subject)
                .setKind(kind)
                .setReason(reason)
                .setRun(run)
                .setPolicy("silence/upgrade")
                .setAt(START)
                .build();
    }

    private static int waitingForAdvisoryLocks(Statement statement) throws SQLException {
        try (ResultSet count =
                statement.executeQuery("select count(*) from pg_locks where locktype = 'advisory' and not granted")) {
            count.next();
            return count.getInt(1);
        }
    }
}
