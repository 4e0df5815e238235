package io.headwater.incident.projection;

import static io.headwater.incident.projection.Api.SOON;
import static io.headwater.incident.projection.Api.at;
import static io.headwater.incident.projection.Api.get;
import static io.headwater.incident.projection.Api.incidentAt;
import static io.headwater.incident.projection.Api.refused;
import static io.headwater.incident.projection.IncidentStory.RAW_PAYMENTS;
import static io.headwater.incident.projection.IncidentStory.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.headwater.schema.DeliveryState;
import io.headwater.schema.Notification;
import io.headwater.schema.Priority;
import io.headwater.schema.incident.AlertRole;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class PastIT {
    private static final String ADA = "ada0".repeat(8);
    private static final String BOB = "b0b0".repeat(8);

    @Inject
    TestLog log;

    @Test
    void an_incident_is_told_as_it_stood_after_the_last_event_by_then() {
        IncidentStory story = new IncidentStory("then", "inc-1")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .rootCause()
                .acknowledged(ADA)
                .resolved();
        write("then", story);
        incidentAt("then", "inc-1", story.version());

        get("/api/incidents/then/inc-1" + at(1))
                .body("version", equalTo(1))
                .body("status", equalTo("TRIGGERED"))
                .body("rootCauses", empty())
                .body("candidates", empty())
                .body("updatedAt", equalTo(after(1)));
        get("/api/incidents/then/inc-1" + at(3))
                .body("version", equalTo(3))
                .body("status", equalTo("TRIGGERED"))
                .body("rootCauses", contains(RAW_PAYMENTS))
                .body("candidates.urn", contains(RAW_PAYMENTS))
                .body("alertCount", equalTo(1))
                .body("acknowledgedBy", nullValue());
        get("/api/incidents/then/inc-1" + at(4))
                .body("status", equalTo("ACKNOWLEDGED"))
                .body("acknowledgedBy", notNullValue())
                .body("resolvedAt", nullValue());
        get("/api/incidents/then/inc-1" + at(99_999)).body("status", equalTo("RESOLVED"));
        get("/api/incidents/then/inc-1/timeline" + at(3)).body("items.version", contains(1, 2, 3));
    }

    @Test
    void alerts_are_told_as_they_stood() {
        IncidentStory story = new IncidentStory("alerts-then", "inc-1")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .attached("unique", "run-1", AlertRole.SYMPTOM)
                .repeated("not_null", "run-2")
                .cleared("not_null");
        write("alerts-then", story);
        incidentAt("alerts-then", "inc-1", story.version());
        String alerts = "/api/incidents/alerts-then/inc-1/alerts";

        get(alerts + at(1)).body("items", empty());
        get(alerts + at(2)).body("items.check", contains("not_null"));
        get(alerts + at(4))
                .body("items.check", contains("not_null", "unique", "not_null"))
                .body("items.run", contains("run-1", "run-1", "run-2"))
                .body("items.clearedAt", contains(nullValue(), nullValue(), nullValue()));
        get(alerts + at(5)).body("items.clearedAt", contains(notNullValue(), nullValue(), notNullValue()));
        assertThat(get(alerts + at(5)).extract().asString())
                .as("the past up to now is the present")
                .isEqualTo(get(alerts).extract().asString());

        String next = get(alerts + at(5) + "&limit=2")
                .body("items", hasSize(2))
                .extract()
                .path("next");
        get(alerts + at(5) + "&limit=2&cursor=" + next)
                .body("items.run", contains("run-2"))
                .body("next", nullValue());
    }

    @Test
    void a_revision_of_the_impact_that_was_replaced_is_still_known() {
        IncidentStory story = new IncidentStory("impact-then", "inc-1")
                .opened()
                .impact(1, ADA, ADA, 3)
                .impact(2, ADA, BOB, 2);
        write("impact-then", story);
        incidentAt("impact-then", "inc-1", story.version());
        String incident = "/api/incidents/impact-then/inc-1";

        get(incident + "/impact" + at(1)).body("items", empty()).body("summary.assetCount", equalTo(0));
        get(incident + "/impact" + at(3))
                .body("summary.assetCount", equalTo(3))
                .body("items.urn", contains("table:shop.r1.t0", "table:shop.r1.t1", "table:shop.r1.t2"));
        get(incident + "/viewers" + at(3)).body("items.viewerId", contains(ADA));
        get(incident + "/impact" + at(5)).body("items.urn", contains("table:shop.r2.t0", "table:shop.r2.t1"));
        get(incident + "/viewers" + at(5)).body("items.viewerId", contains(BOB));
    }

    @Test
    void lists_hold_what_there_was_then_in_the_state_of_then() {
        write(
                "lists-then",
                new IncidentStory("lists-then", "inc-1")
                        .opened()
                        .acknowledged(ADA)
                        .resolved());
        IncidentStory later = new IncidentStory("lists-then", "inc-2")
                .titled("orders are late", START.plusSeconds(1), Priority.P0)
                .resolved();
        write("lists-then", later);
        incidentAt("lists-then", "inc-1", 3);
        incidentAt("lists-then", "inc-2", 2);
        String list = "/api/incidents/lists-then";

        get(list + "?status=open").body("items", empty());
        get(list + at(0)).body("items", empty());
        get(list + at(1) + "&status=open").body("items.id", contains("inc-2", "inc-1"));
        get(list + at(2) + "&status=open").body("items.id", contains("inc-1"));
        get(list + at(2) + "&status=ACKNOWLEDGED").body("items.id", contains("inc-1"));
        get(list + at(1) + "&status=ACKNOWLEDGED").body("items", empty());
        get(list + at(1) + "&priority=P0").body("items.status", contains("TRIGGERED"));
        get(list + at(2) + "&owner=" + ADA).body("items.id", contains("inc-1"));
        get(list + at(1) + "&owner=" + ADA).body("items", empty());
        get(list + at(1) + "&q=orders").body("items.id", contains("inc-2"));
        String next = get(list + at(1) + "&limit=1")
                .body("items.id", contains("inc-2"))
                .extract()
                .path("next");
        get(list + at(1) + "&limit=1&cursor=" + next)
                .body("items.id", contains("inc-1"))
                .body("next", nullValue());
    }

    @Test
    void before_a_merge_each_stands_for_itself() {
        write(
                "merges-then",
                new IncidentStory("merges-then", "inc-young")
                        .opened()
                        .attached("unique", "run-2", AlertRole.CAUSE)
                        .mergedInto("inc-old"));
        IncidentStory survivor = new IncidentStory("merges-then", "inc-old")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .attached("unique", "run-2", AlertRole.CAUSE)
                .mergedFrom("inc-young");
        write("merges-then", survivor);
        incidentAt("merges-then", "inc-old", survivor.version());
        incidentAt("merges-then", "inc-young", survivor.version());

        get("/api/incidents/merges-then/inc-young" + at(2)).body("id", equalTo("inc-young"));
        get("/api/incidents/merges-then" + at(2)).body("items.id", contains("inc-young", "inc-old"));
        get("/api/incidents/merges-then/inc-young" + at(4)).body("id", equalTo("inc-old"));
        get("/api/incidents/merges-then" + at(4)).body("items.id", contains("inc-old"));
        get("/api/incidents/merges-then/inc-old/alerts" + at(4)).body("items.check", contains("not_null", "unique"));
    }

    @Test
    void what_was_told_later_had_not_been_told() {
        write("told-then", new IncidentStory("told-then", "inc-1").opened());
        Notification intended = ProjectionIT.notification("told-then", DeliveryState.INTENDED);
        Notification confirmed = ProjectionIT.notification("told-then", DeliveryState.CONFIRMED);
        intended.setAt(START.plusSeconds(60));
        confirmed.setAt(START.plusSeconds(120));
        log.write(Topics.NOTIFICATIONS, "told-then", "inc-1", List.of(intended, confirmed));
        await().atMost(SOON).untilAsserted(() -> get("/api/incidents/told-then/inc-1")
                .body("notifications.state", contains("CONFIRMED")));

        get("/api/incidents/told-then/inc-1" + at(59)).body("notifications", empty());
        get("/api/incidents/told-then/inc-1" + at(60)).body("notifications", hasSize(1));
    }

    @Test
    void a_time_before_it_all_or_none_at_all_is_said_to_be_so() {
        write("early", new IncidentStory("early", "inc-1").opened());
        incidentAt("early", "inc-1", 1);

        refused("/api/incidents/early/inc-1" + at(0), 404, "no incident 'inc-1' in workspace 'early' at " + after(0));
        refused("/api/incidents/early/inc-1/alerts" + at(0), 404, "no incident 'inc-1'");
        refused("/api/incidents/early/inc-1?at=yesterday", 400, "at must be a time in ISO 8601");
        refused("/api/incidents/early/inc-1/alerts" + at(1) + "&cursor=bm9uZQ", 400, "cursor");
        refused("/api/incidents/early/inc-1/alerts" + at(1) + "&cursor=LTV8", 400, "cursor");
        get("/api/incidents/early?at=%2B1000000000-12-31T23:59:59Z").body("items", hasSize(1));
        get("/api/incidents/early?at=-1000000000-01-01T00:00:00Z").body("items", empty());
    }

    private static String after(long version) {
        Instant at = START.plusSeconds(version);
        return at.toString();
    }

    private void write(String workspace, IncidentStory story) {
        log.write(Topics.INCIDENT_EVENTS, workspace, story.id(), story.events());
    }
}
