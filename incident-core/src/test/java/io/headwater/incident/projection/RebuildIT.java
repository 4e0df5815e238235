package io.headwater.incident.projection;

import static io.headwater.incident.projection.Api.SOON;
import static io.headwater.incident.projection.Api.get;
import static io.headwater.incident.projection.Api.incidentAt;
import static io.headwater.incident.projection.ProjectionIT.ADA;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.headwater.schema.AssetStatus;
import io.headwater.schema.Health;
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
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The projection built anew beside the one that serves; the server is the one of {@link ProjectionIT}. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class RebuildIT {
    private static final String URN = "table:shop.raw.payments";

    @Inject
    TestLog log;

    @Inject
    AgroalDataSource database;

    @Inject
    ProjectionSchemas schemas;

    @Inject
    ProjectionRebuild rebuild;

    @Test
    void the_log_gives_the_projection_again_while_the_one_before_serves() throws SQLException {
        IncidentStory story = new IncidentStory("anew", "inc-1")
                .opened()
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .impact(1, ADA, ADA, 3)
                .impact(2, ADA, ADA, 2)
                .noted(ADA, "note-1", "confidential")
                .noted(ADA, "note-2", "harmless")
                .redacted(ADA, "note-1");
        log.write(Topics.INCIDENT_EVENTS, "anew", "inc-1", story.events());
        status("anew", Instant.now());
        incidentAt("anew", "inc-1", story.version());
        await().atMost(SOON).untilAsserted(() -> get("/api/status/anew/assets/table%3Ashop.raw.payments")
                .body("status", equalTo("down")));
        // What no log ever said, and what it said long ago and has compacted away since.
        execute("update projection_v1.incident set title = 'tampered with' where workspace = 'anew'");
        execute("insert into projection_v1.incident select 'anew|inc-none', workspace, 'inc-none', version, status,"
                + " priority, title, opened_at, updated_at, null, null, '', '', null, null, 0, '', headline, '[]'"
                + " from projection_v1.incident where key = 'anew|inc-1'");
        execute("insert into projection_v1.asset_status_interval values" + " ('anew|" + URN
                + "', now() - interval '9 days', now() - interval '8 days', 'DEGRADED', 'inc-0')");

        as(TestTokens.ADMIN, "POST").statusCode(202).body("state", equalTo("running"));
        int written = 0;
        do {
            written++;
            log.write(
                    Topics.INCIDENT_EVENTS,
                    "meanwhile",
                    "inc-" + written,
                    new IncidentStory("meanwhile", "inc-" + written)
                            .opened()
                            .acknowledged(ADA)
                            .events());
            get("/api/incidents/anew/inc-1").body("version", equalTo((int) story.version()));
        } while (progress().extract().path("state").equals("running"));

        progress().body("state", equalTo("done")).body("reason", equalTo("")).body("phase", equalTo("switching"));
        assertThat(progress().extract().<Integer>path("records"))
                .isPositive()
                .isEqualTo(progress().extract().<Integer>path("total"));
        get("/api/incidents/anew")
                .body("items.id", contains("inc-1"))
                .body("items.title", contains("raw.payments is broken"));
        get("/api/incidents/anew/inc-1/timeline").body("items", hasSize((int) story.version()));
        get("/api/incidents/anew/inc-1/impact").body("items", hasSize(2));
        get("/api/incidents/anew?q=harmless").body("items.id", contains("inc-1"));
        get("/api/incidents/anew?q=confidential").body("items", empty());
        get("/api/status/anew/assets/table%3Ashop.raw.payments").body("history.status", contains("degraded", "down"));
        assertThat(schemasOtherThanTheServing()).isZero();
        assertThat(incidentsNotFoundByWords()).isZero();

        for (int i = 1; i <= written; i++) {
            incidentAt("meanwhile", "inc-" + i, 2);
            get("/api/incidents/meanwhile/inc-" + i + "/timeline").body("items", hasSize(2));
        }
        log.write(
                Topics.INCIDENT_EVENTS,
                "meanwhile",
                "inc-after",
                new IncidentStory("meanwhile", "inc-after").opened().events());
        incidentAt("meanwhile", "inc-after", 1);
        get("/api/incidents/meanwhile?q=payments&limit=200").body("items.id", hasItems("inc-after", "inc-1"));
    }

    @Test
    void while_one_runs_another_is_a_conflict() throws SQLException {
        Connection claim = schemas.claim().orElseThrow();
        try {
            as(TestTokens.ADMIN, "POST").statusCode(409).body("type", equalTo("urn:headwater:problem:conflict"));
        } finally {
            schemas.release(claim);
        }
    }

    @Test
    void what_an_interrupted_rebuild_left_is_dropped_at_the_next_start() throws SQLException {
        schemas.createNext();
        schemas.save(Rebuild.begun("ada", Instant.now()).read(10, 20, Instant.now()));

        rebuild.recover(null);

        assertThat(schemasOtherThanTheServing()).isZero();
        progress().body("state", equalTo("interrupted")).body("records", equalTo(10));
    }

    @Test
    void who_may_not_rebuild_is_told_so() {
        as(TestTokens.RESPONDER, "POST").statusCode(403);
        as(TestTokens.ACME_ADMIN, "POST")
                .statusCode(403)
                .body("detail", equalTo("this needs a token that is good for every workspace"));
        as(TestTokens.ACME_ADMIN, "GET").statusCode(403);
        given().get("/q/openapi?format=json").then().body("paths.keySet()", hasItem("/api/projection/rebuild"));
    }

    private void status(String workspace, Instant since) {
        log.write(
                Topics.ASSET_STATUS,
                workspace,
                URN,
                AssetStatus.newBuilder()
                        .setWorkspace(workspace)
                        .setUrn(URN)
                        .setStatus(Health.DOWN)
                        .setSince(since)
                        .setAt(since)
                        .build());
    }

    private static ValidatableResponse progress() {
        return as(TestTokens.ADMIN, "GET").statusCode(200);
    }

    private static ValidatableResponse as(String token, String method) {
        return given().auth()
                .oauth2(token)
                .request(method, "/api/projection/rebuild")
                .then();
    }

    private int schemasOtherThanTheServing() throws SQLException {
        return number("select count(*) from pg_namespace where nspname in ('projection_v1_next', 'projection_v1_old')");
    }

    private int incidentsNotFoundByWords() throws SQLException {
        return number("select count(*) from projection_v1.incident i where not exists"
                + " (select 1 from projection_v1.incident_search s where s.incident_key = i.key)");
    }

    private int number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
