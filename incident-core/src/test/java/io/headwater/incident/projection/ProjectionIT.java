package io.headwater.incident.projection;

import static io.headwater.incident.projection.Api.SOON;
import static io.headwater.incident.projection.Api.get;
import static io.headwater.incident.projection.Api.incidentAt;
import static io.headwater.incident.projection.IncidentStory.ORDERS;
import static io.headwater.incident.projection.IncidentStory.RAW_PAYMENTS;
import static io.headwater.incident.projection.IncidentStory.REVENUE;
import static io.headwater.incident.projection.IncidentStory.START;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.headwater.schema.AssetStatus;
import io.headwater.schema.DeliveryState;
import io.headwater.schema.Health;
import io.headwater.schema.Notification;
import io.headwater.schema.Person;
import io.headwater.schema.Priority;
import io.headwater.schema.TicketLink;
import io.headwater.schema.incident.AlertRole;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.stack.TestTokens;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class ProjectionIT {
    static final String ADA = "ada0".repeat(8);

    @Inject
    TestLog log;

    /** As README promises: it answers queries and takes commands. */
    @Test
    void an_instance_that_decides_nothing_is_ready_and_alive() {
        await().atMost(SOON)
                .untilAsserted(
                        () -> given().get("/q/health").then().statusCode(200).body("status", equalTo("UP")));
    }

    @Test
    void an_event_on_the_topic_becomes_an_incident_that_can_be_asked_for() {
        IncidentStory story = new IncidentStory("shapes", "inc-1")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .on(ORDERS)
                .attached("unique", "run-1", AlertRole.SYMPTOM)
                .rootCause()
                .impact(1, ADA, ADA, 2)
                .acknowledged(ADA);
        write("shapes", "inc-1", story);

        incidentAt("shapes", "inc-1", story.version())
                .body("id", equalTo("inc-1"))
                .body("status", equalTo("ACKNOWLEDGED"))
                .body("priority", equalTo("P2"))
                .body("openedAt", equalTo("2026-03-01T04:00:00Z"))
                .body("resolvedAt", nullValue())
                .body("rootCauses", contains(RAW_PAYMENTS))
                .body("candidates[0].urn", equalTo(RAW_PAYMENTS))
                .body("alertCount", equalTo(2))
                .body("impact.assetCount", equalTo(2))
                .body("impact.dashboards[0].urn", equalTo(REVENUE))
                .body("impact.dashboards[0].tier", equalTo(1))
                .body("impact.dashboards[0].path", contains(RAW_PAYMENTS, REVENUE))
                .body("acknowledgedBy", equalTo(ADA.substring(0, 8)))
                .body("notifications", hasSize(0))
                .body("tickets", hasSize(0));
        get("/api/incidents/shapes/inc-1/alerts")
                .body("items.check", contains("not_null", "unique"))
                .body("items.role", contains("cause", "symptom"))
                .body("items.subject", contains(RAW_PAYMENTS, ORDERS))
                .body("items[0].outcome", equalTo("FAILED"))
                .body("items[0].run", equalTo("run-1"))
                .body("items[0].message", equalTo("3 rows are null"));
        get("/api/incidents/shapes/inc-1/viewers")
                .body("items[0].asset", equalTo(REVENUE))
                .body("items[0].views", equalTo(4))
                .body("items[0].failingChecks", contains("dbt/not_null"));
        get("/api/incidents/shapes/inc-1/impact")
                .body("items.urn", contains("table:shop.r1.t0", "table:shop.r1.t1"))
                .body("summary.dashboardCount", equalTo(1));
    }

    @Test
    void a_person_is_shown_by_name_until_erased() {
        write("names", "inc-1", new IncidentStory("names", "inc-1").opened().acknowledged(ADA));
        log.write(Topics.PEOPLE, "names", ADA, person("names", "Ada Lovelace"));
        await().atMost(SOON).untilAsserted(() -> get("/api/incidents/names/inc-1")
                .body("acknowledgedBy", equalTo("Ada Lovelace"))
                .body("assignee", equalTo("Ada Lovelace")));
        get("/api/incidents/names/inc-1/timeline").body("items.sentence", hasItem("Acknowledged by Ada Lovelace"));

        log.tombstone(Topics.PEOPLE, "names", ADA);

        await().atMost(SOON).untilAsserted(() -> get("/api/incidents/names/inc-1/timeline")
                .body("items.sentence", hasItem("Acknowledged by " + ADA.substring(0, 8))));
    }

    @Test
    void either_id_of_a_merge_answers_as_the_survivor() {
        IncidentStory survivor = new IncidentStory("merges", "inc-old")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .mergedFrom("inc-young");
        write(
                "merges",
                "inc-young",
                new IncidentStory("merges", "inc-young")
                        .opened()
                        .attached("unique", "run-2", AlertRole.CAUSE)
                        .mergedInto("inc-old"));
        write("merges", "inc-old", survivor);

        incidentAt("merges", "inc-old", survivor.version()).body("mergedFrom", contains("inc-young"));
        incidentAt("merges", "inc-young", survivor.version()).body("id", equalTo("inc-old"));
        get("/api/incidents/merges/inc-young/alerts").body("items.check", hasItem("unique"));
        get("/api/incidents/merges?status=all").body("items.id", contains("inc-old"));
    }

    @Test
    void a_repeat_in_another_run_is_another_alert_and_a_cleared_check_is_clear_in_all() {
        IncidentStory story = new IncidentStory("repeats", "inc-1")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .rootCause()
                .repeated("not_null", "run-2")
                .cleared("not_null")
                .resolved();
        write("repeats", "inc-1", story);

        incidentAt("repeats", "inc-1", story.version())
                .body("status", equalTo("RESOLVED"))
                .body("resolvedAt", equalTo("2026-03-01T04:15:00Z"));
        get("/api/incidents/repeats/inc-1/alerts")
                .body("items.run", contains("run-1", "run-2"))
                .body("items.role", everyItem(equalTo("cause")))
                .body("items.clearedAt", everyItem(notNullValue()));
        get("/api/incidents/repeats?status=open").body("items", empty());
        get("/api/incidents/repeats?status=resolved").body("items.id", contains("inc-1"));
    }

    @Test
    void an_event_that_comes_twice_changes_nothing() {
        IncidentStory story = new IncidentStory("twice", "inc-1")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .impact(1, ADA, ADA, 3)
                .acknowledged(ADA);
        write("twice", "inc-1", story);
        incidentAt("twice", "inc-1", story.version());

        write("twice", "inc-1", story);
        write("twice", "inc-2", new IncidentStory("twice", "inc-2").opened());

        incidentAt("twice", "inc-2", 1);
        incidentAt("twice", "inc-1", story.version());
        get("/api/incidents/twice/inc-1/timeline").body("items", hasSize((int) story.version()));
        get("/api/incidents/twice/inc-1/impact").body("items", hasSize(3));
    }

    @Test
    void a_new_revision_of_the_impact_replaces_the_one_before() {
        IncidentStory story = new IncidentStory("revisions", "inc-1")
                .opened()
                .impact(1, ADA, ADA, 3)
                .impact(2, ADA, ADA, 2);
        write("revisions", "inc-1", story);

        incidentAt("revisions", "inc-1", story.version()).body("impact.revision", equalTo(2));
        get("/api/incidents/revisions/inc-1/impact")
                .body("items.urn", contains("table:shop.r2.t0", "table:shop.r2.t1"));
        get("/api/incidents/revisions/inc-1/viewers").body("items", hasSize(1));
    }

    @Test
    void a_redacted_note_is_gone_from_the_timeline() {
        IncidentStory story = new IncidentStory("notes", "inc-1").opened().noted(ADA, "note-1", "secret words");
        write("notes", "inc-1", story);
        incidentAt("notes", "inc-1", story.version());
        get("/api/incidents/notes?q=SECRET").body("items.id", contains("inc-1"));

        log.write(
                Topics.INCIDENT_EVENTS,
                "notes",
                "inc-1",
                story.redacted(ADA, "note-1").events().subList(2, 3));

        incidentAt("notes", "inc-1", story.version());
        String timeline = get("/api/incidents/notes/inc-1/timeline").extract().asString();
        assertThat(timeline).doesNotContain("secret words").contains("A note was redacted");
        get("/api/incidents/notes?q=secret").body("items", empty());
    }

    @Test
    void lists_are_filtered_and_paged_latest_first() {
        for (int i = 0; i < 5; i++) {
            String id = "inc-" + i;
            IncidentStory story = new IncidentStory("lists", id)
                    .titled("100% of orders " + i, START.plusSeconds(i / 2), i == 3 ? Priority.P0 : Priority.P2)
                    .impact(1, ADA, ADA, 1);
            write("lists", id, story);
        }
        for (int i = 0; i < 5; i++) {
            incidentAt("lists", "inc-" + i, 3);
        }

        String next = get("/api/incidents/lists?limit=3")
                .body("items.id", contains("inc-4", "inc-3", "inc-2"))
                .extract()
                .path("next");
        get("/api/incidents/lists?limit=3&cursor=" + next)
                .body("items.id", contains("inc-1", "inc-0"))
                .body("next", nullValue());
        get("/api/incidents/lists?priority=P0").body("items.id", contains("inc-3"));
        get("/api/incidents/lists?owner=" + ADA).body("items", hasSize(5));
        get("/api/incidents/lists?owner=nobody").body("items", empty());
        get("/api/incidents/lists?asset=table%3Ashop.r1.t0").body("items", hasSize(5));
        get("/api/incidents/lists?asset=table%3Ashop.r1.t").body("items", empty());
        get("/api/incidents/lists?q=100%25%20of%20orders%204").body("items.id", contains("inc-4"));
        get("/api/incidents/lists?q=1%25orders").body("items", empty());
    }

    @Test
    void an_unknown_workspace_has_empty_lists_and_assets_that_are_up() {
        get("/api/incidents/nobody-yet").body("items", empty()).body("next", nullValue());
        get("/api/status/nobody-yet/assets/table%3Aa.b.c")
                .body("urn", equalTo("table:a.b.c"))
                .body("status", equalTo("up"))
                .body("since", nullValue())
                .body("uptime90d", equalTo(1.0f));
    }

    @Test
    void the_status_of_an_asset_keeps_its_history() {
        Instant now = Instant.now();
        status("health", Health.DOWN, now.minus(Duration.ofDays(18)), "inc-1");
        status("health", Health.UP, now.minus(Duration.ofDays(9)), null);
        status("health", Health.DEGRADED, now.minusSeconds(60), "inc-2");

        await().atMost(SOON).untilAsserted(() -> get("/api/status/health/assets/table%3Ashop.raw.payments")
                .body("status", equalTo("degraded"))
                .body("incident", equalTo("inc-2"))
                .body("uptime90d", equalTo(0.9f))
                .body("history.status", contains("down", "up", "degraded")));
    }

    @Test
    void notifications_and_tickets_stand_on_the_incident_in_their_latest_state() {
        write("told", "inc-1", new IncidentStory("told", "inc-1").opened());
        log.write(
                Topics.NOTIFICATIONS,
                "told",
                "inc-1",
                List.of(notification("told", DeliveryState.INTENDED), notification("told", DeliveryState.CONFIRMED)));
        log.write(Topics.TICKETS, "told", "inc-1", ticket("told"));

        await().atMost(SOON).untilAsserted(() -> get("/api/incidents/told/inc-1")
                .body("notifications.state", contains("CONFIRMED"))
                .body("notifications[0].target", equalTo("#data-incidents"))
                .body("tickets.key", contains("DATA-1"))
                .body("tickets[0].status", equalTo("To Do")));
    }

    @Test
    void checks_that_passed_since_the_headline_was_told_do_not_count_as_failing() {
        IncidentStory story = new IncidentStory("counts", "inc-1")
                .opened()
                .attached("a", "run-1", AlertRole.CAUSE)
                .attached("b", "run-1", AlertRole.SYMPTOM)
                .acknowledged(ADA)
                .cleared("a");
        write("counts", "inc-1", story);

        incidentAt("counts", "inc-1", story.version());
        get("/api/incidents/counts/inc-1").body("failingCheckCount", equalTo(1));
        get("/api/incidents/counts").body("items[0].failingCheckCount", equalTo(1));
    }

    @Test
    void who_may_not_look_is_told_so_in_a_problem() {
        given().get("/api/incidents/acme")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:headwater:problem:unauthorized"));
        given().auth()
                .oauth2(TestTokens.ACME_VIEWER)
                .get("/api/incidents/other")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:headwater:problem:forbidden"));
        given().auth()
                .oauth2(TestTokens.VIEWER)
                .get("/api/incidents/acme/inc-none")
                .then()
                .statusCode(404)
                .body("detail", not(empty()));
        given().auth()
                .oauth2(TestTokens.VIEWER)
                .get("/api/incidents/acme?status=broken")
                .then()
                .statusCode(400);
    }

    private void status(String workspace, Health health, Instant since, String incident) {
        log.write(
                Topics.ASSET_STATUS,
                workspace,
                RAW_PAYMENTS,
                AssetStatus.newBuilder()
                        .setWorkspace(workspace)
                        .setUrn(RAW_PAYMENTS)
                        .setStatus(health)
                        .setSince(since)
                        .setIncident(incident)
                        .setAt(since)
                        .build());
    }

    static Notification notification(String workspace, DeliveryState state) {
        return Notification.newBuilder()
                .setWorkspace(workspace)
                .setNotificationId("n-1")
                .setIncident("inc-1")
                .setChannel("slack")
                .setTarget("#data-incidents")
                .setKind("announce")
                .setState(state)
                .setAt(START)
                .build();
    }

    static TicketLink ticket(String workspace) {
        return TicketLink.newBuilder()
                .setWorkspace(workspace)
                .setTicketId("t-1")
                .setIncident("inc-1")
                .setSystem("jira")
                .setKey("DATA-1")
                .setUrl("https://jira.example.com/browse/DATA-1")
                .setStatus("To Do")
                .setState(DeliveryState.CONFIRMED)
                .setAt(START)
                .build();
    }

    static Person person(String workspace, String name) {
        return Person.newBuilder()
                .setWorkspace(workspace)
                .setPerson(ADA)
                .setName(name)
                .build();
    }

    private void write(String workspace, String id, IncidentStory story) {
        log.write(Topics.INCIDENT_EVENTS, workspace, id, story.events());
    }
}
