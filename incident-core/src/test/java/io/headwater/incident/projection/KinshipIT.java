package io.headwater.incident.projection;

import static io.headwater.incident.projection.Api.SOON;
import static io.headwater.incident.projection.Api.at;
import static io.headwater.incident.projection.Api.get;
import static io.headwater.incident.projection.Api.incidentAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.headwater.schema.DeliveryState;
import io.headwater.schema.Notification;
import io.headwater.schema.TicketLink;
import io.headwater.schema.incident.AlertRole;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What becomes of incidents that are merged and split; the server is the one of {@link ProjectionIT}. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class KinshipIT {
    @Inject
    TestLog log;

    @Test
    void a_check_that_is_clear_after_a_merge_is_clear_in_all_its_runs() {
        IncidentStory young = new IncidentStory("cleared", "inc-b")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .repeated("not_null", "run-2")
                .repeated("not_null", "run-3")
                .then(10)
                .mergedInto("inc-a");
        IncidentStory old = new IncidentStory("cleared", "inc-a")
                .opened()
                .attached("unique", "run-1", AlertRole.CAUSE)
                .then(10)
                .mergedFrom("inc-b")
                .attached("not_null", "run-1", AlertRole.SYMPTOM)
                .then(20)
                .cleared("not_null");
        told("cleared", old, young);

        String alerts = "/api/incidents/cleared/inc-a/alerts";
        get(alerts)
                .body("items.findAll { it.check == 'not_null' }.run", containsInAnyOrder("run-1", "run-2", "run-3"))
                .body("items.findAll { it.check == 'not_null' }.clearedAt", everyItem(notNullValue()))
                .body("items.findAll { it.check == 'unique' }.clearedAt", contains(nullValue()));
        get(alerts + at(15)).body("items.clearedAt", everyItem(nullValue()));
        get("/api/incidents/cleared/inc-b/alerts" + at(5)).body("items.run", contains("run-1", "run-2", "run-3"));
        get(alerts + at(5)).body("items.check", contains("unique"));
        pastIsPresent(alerts);
        get("/api/incidents/cleared/checks/dbt/not_null/history")
                .body("items.incident", contains("inc-a"))
                .body("items.alertCount", contains(3));
    }

    @Test
    void a_check_that_was_split_off_takes_its_alerts_along_and_is_cleared_where_it_is() {
        IncidentStory young = new IncidentStory("parted", "inc-b")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .repeated("not_null", "run-2")
                .then(10)
                .mergedInto("inc-a");
        IncidentStory old = new IncidentStory("parted", "inc-a")
                .opened()
                .attached("unique", "run-1", AlertRole.CAUSE)
                .then(10)
                .mergedFrom("inc-b")
                .attached("not_null", "run-2", AlertRole.SYMPTOM)
                .then(22)
                .splitOff("inc-c", "dbt/not_null")
                .then(40)
                .attached("not_null", "run-4", AlertRole.SYMPTOM)
                .then(42)
                .cleared("not_null");
        IncidentStory part = new IncidentStory("parted", "inc-c")
                .then(20)
                .opened()
                .splitFrom("inc-a", "dbt/not_null")
                .attached("not_null", "run-2", AlertRole.CAUSE)
                .then(30)
                .repeated("not_null", "run-3")
                .then(50)
                .cleared("not_null");
        told("parted", old, young, part);

        String whole = "/api/incidents/parted/inc-a/alerts";
        String split = "/api/incidents/parted/inc-c/alerts";
        get(whole + at(15)).body("items.run", contains("run-1", "run-1", "run-2"));
        get(whole + at(25)).body("items.check", contains("unique"));
        get(split + at(25)).body("items.run", contains("run-1", "run-2"));
        get(whole + at(45)).body("items.clearedAt", contains(nullValue(), notNullValue()));
        get(split + at(45))
                .body("items.run", contains("run-1", "run-2", "run-3"))
                .body("items.clearedAt", everyItem(nullValue()));
        get(split).body("items.clearedAt", everyItem(notNullValue()));
        pastIsPresent(whole);
        pastIsPresent(split);
    }

    @Test
    void a_family_over_two_merges_is_told_as_one() {
        IncidentStory youngest = new IncidentStory("family", "inc-c")
                .opened()
                .attached("accepted_values", "run-1", AlertRole.CAUSE)
                .noted(ProjectionIT.ADA, "note-1", "of the youngest")
                .then(10)
                .mergedInto("inc-b");
        IncidentStory middle = new IncidentStory("family", "inc-b")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .then(10)
                .mergedFrom("inc-c")
                .then(20)
                .mergedInto("inc-a");
        IncidentStory old = new IncidentStory("family", "inc-a")
                .opened()
                .attached("unique", "run-1", AlertRole.CAUSE)
                .then(20)
                .mergedFrom("inc-b");
        Notification said = ProjectionIT.notification("family", DeliveryState.CONFIRMED);
        said.setIncident("inc-c");
        TicketLink ticket = ProjectionIT.ticket("family");
        ticket.setIncident("inc-b");
        log.write(Topics.NOTIFICATIONS, "family", "inc-c", said);
        log.write(Topics.TICKETS, "family", "inc-b", ticket);
        told("family", youngest, middle, old);

        String incident = "/api/incidents/family/inc-a";
        await().atMost(SOON).untilAsserted(() -> get(incident)
                .body("mergedFrom", contains("inc-b", "inc-c"))
                .body("notifications.target", contains("#data-incidents"))
                .body("tickets.key", contains("DATA-1")));
        get(incident + "/timeline").body("items.incident", hasItems("inc-a", "inc-b", "inc-c"));
        get(incident + "/alerts").body("items.check", containsInAnyOrder("unique", "not_null", "accepted_values"));
        get("/api/incidents/family").body("items.tickets.key", contains(contains("DATA-1")));
        get("/api/incidents/family/inc-c").body("id", equalTo("inc-a"));

        get(incident + at(15)).body("mergedFrom", empty()).body("tickets", empty());
        get(incident + "/timeline" + at(15)).body("items.incident", everyItem(equalTo("inc-a")));
        get("/api/incidents/family/inc-b" + at(15))
                .body("mergedFrom", contains("inc-c"))
                .body("notifications", hasSize(1))
                .body("tickets", hasSize(1));
        get("/api/incidents/family/inc-b/alerts" + at(15))
                .body("items.check", containsInAnyOrder("not_null", "accepted_values"));
        get(incident + at(25)).body("mergedFrom", contains("inc-b", "inc-c")).body("tickets", hasSize(1));
        pastIsPresent(incident + "/timeline");
        pastIsPresent(incident + "/alerts");
    }

    @Test
    void what_was_said_in_a_merged_incident_is_found_in_the_one_it_lives_on_in_until_it_is_redacted() {
        IncidentStory young = new IncidentStory("said", "inc-b")
                .opened()
                .noted(ProjectionIT.ADA, "note-1", "a typo in the loader")
                .then(10)
                .mergedInto("inc-a");
        told("said", young, new IncidentStory("said", "inc-a").opened().then(10).mergedFrom("inc-b"));

        await().atMost(SOON)
                .untilAsserted(() -> get("/api/incidents/said?q=typo").body("items.id", contains("inc-a")));

        int told = young.events().size();
        young.redacted(ProjectionIT.ADA, "note-1");
        log.write(Topics.INCIDENT_EVENTS, "said", "inc-b", young.events().get(told));
        await().atMost(SOON)
                .untilAsserted(() -> get("/api/incidents/said?q=typo").body("items", empty()));
    }

    /** Writes all their events in the order of their times, and waits until they are projected. */
    private void told(String workspace, IncidentStory... stories) {
        record Told(String id, SpecificRecord event) {}
        Arrays.stream(stories)
                .flatMap(story -> story.events().stream().map(event -> new Told(story.id(), event)))
                .sorted(Comparator.comparing(
                        told -> IncidentFold.metaOf(told.event()).getAt()))
                .forEach(told -> log.write(Topics.INCIDENT_EVENTS, workspace, told.id(), told.event()));
        for (IncidentStory story : stories) {
            if (!isMerged(story)) {
                incidentAt(workspace, story.id(), story.version());
            }
        }
    }

    private static boolean isMerged(IncidentStory story) {
        return story.events().stream()
                .anyMatch(event -> event.getSchema().getName().equals("MergedInto"));
    }

    private static void pastIsPresent(String path) {
        assertThat(get(path + at(99_999)).extract().asString())
                .as("the past up to now is the present")
                .isEqualTo(get(path).extract().asString());
    }
}
