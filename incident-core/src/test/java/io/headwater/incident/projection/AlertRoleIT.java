package io.headwater.incident.projection;

import static io.headwater.incident.projection.Api.get;
import static io.headwater.incident.projection.Api.incidentAt;
import static io.headwater.incident.projection.IncidentStory.ORDERS;
import static io.headwater.incident.projection.IncidentStory.RAW_PAYMENTS;
import static io.headwater.incident.projection.IncidentStory.START;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.incident.AlertRole;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Which alerts are causes; the server is the one of {@link ProjectionIT}. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class AlertRoleIT {
    @Inject
    TestLog log;

    @Test
    void the_alerts_on_the_root_cause_as_it_is_are_causes_and_come_first() {
        IncidentStory story = new IncidentStory("roles", "inc-1")
                .opened()
                .on(ORDERS)
                .attached("unique_orders", "run-1", AlertRole.CAUSE)
                .rootCause(ORDERS)
                .on(RAW_PAYMENTS)
                .attached("not_null_payments", "run-1", AlertRole.SYMPTOM)
                .rootCause(RAW_PAYMENTS)
                .repeated("not_null_payments", "run-2");
        told(story);

        String alerts = "/api/incidents/roles/inc-1/alerts";
        get(alerts)
                .body("items.check", contains("not_null_payments", "not_null_payments", "unique_orders"))
                .body("items.role", contains("cause", "cause", "symptom"));
        String next = get(alerts + "?limit=2")
                .body("items.role", contains("cause", "cause"))
                .extract()
                .path("next");
        get(alerts + "?limit=2&cursor=" + next).body("items.role", contains("symptom"));
        get(alerts + "?at=" + START.plusSeconds(2)).body("items.role", contains("symptom"));
        get(alerts + "?at=" + START.plusSeconds(4))
                .body("items.check", contains("unique_orders", "not_null_payments"))
                .body("items.role", contains("cause", "symptom"));
        get(alerts + "?at=" + START.plusSeconds(6)).body("items.role", contains("cause", "cause", "symptom"));
        get("/api/incidents/roles/checks/dbt/not_null_payments/history").body("items.part", contains("cause"));
        get("/api/incidents/roles/checks/dbt/unique_orders/history").body("items.part", contains("symptom"));
    }

    @Test
    void what_was_skipped_or_broke_itself_is_a_symptom_wherever_it_is() {
        IncidentStory story = new IncidentStory("no-cause", "inc-1")
                .opened()
                .saying(OutcomeStatus.WARNED)
                .attached("freshness", "run-1", AlertRole.CAUSE)
                .saying(OutcomeStatus.SKIPPED)
                .attached("model", "run-1", AlertRole.SYMPTOM)
                .saying(OutcomeStatus.ERRORED)
                .attached("unique", "run-1", AlertRole.CAUSE)
                .rootCause(RAW_PAYMENTS);
        told(story);

        get("/api/incidents/no-cause/inc-1/alerts")
                .body("items.check", contains("freshness", "model", "unique"))
                .body("items.role", contains("cause", "symptom", "symptom"));
    }

    @Test
    void a_check_that_is_placed_anew_stands_there_in_all_its_runs() {
        IncidentStory story = new IncidentStory("placed", "inc-1")
                .opened()
                .on("loader: payments")
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .repeated("not_null", "run-2")
                .on(RAW_PAYMENTS)
                .attached("not_null", "run-2", AlertRole.CAUSE)
                .rootCause(RAW_PAYMENTS);
        told(story);

        get("/api/incidents/placed/inc-1/alerts")
                .body("items", hasSize(2))
                .body("items.subject", contains(RAW_PAYMENTS, RAW_PAYMENTS))
                .body("items.role", contains("cause", "cause"));
    }

    private void told(IncidentStory story) {
        log.write(Topics.INCIDENT_EVENTS, story.workspace(), story.id(), story.events());
        incidentAt(story.workspace(), story.id(), story.version());
    }
}
