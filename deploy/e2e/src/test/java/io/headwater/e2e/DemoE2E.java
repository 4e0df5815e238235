package io.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.e2e.Headwater.Result;
import io.headwater.schema.Notification;
import io.headwater.schema.TicketLink;
import io.headwater.schema.incident.AffectedDashboard;
import io.headwater.schema.incident.IncidentAnnounced;
import io.headwater.schema.incident.IncidentOpened;
import io.headwater.schema.incident.IncidentSnapshot;
import io.headwater.schema.incident.MergedInto;
import io.headwater.schema.incident.Resolved;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demo, read back from Kafka, the HTTP interface and the sandbox, and compared. */
class DemoE2E {
    private static final String CAUSE = "table:warehouse.raw.payments";
    private static final List<String> DASHBOARDS =
            List.of("Customer value", "Finance close", "Marketing return", "Revenue today");
    private static final int ALERTS = 37;
    private static final int VIEWERS = 23;

    private final Headwater headwater = Headwater.running();

    @Test
    void a_bad_night_comes_to_one_incident_one_message_and_one_ticket_and_its_repair_turns_all_green() {
        Result demo = headwater.run("demo", "--storm", "10", "--detach");
        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("37 alerts → 1 incident, P0, root cause `raw.payments`, 4 dashboards, 23 viewers;"
                        + " 1 Slack message, 1 ticket");
        String workspace = workspace(demo);

        String incident = theLogSays(workspace);
        theInterfaceSays(workspace, incident);
        slackSays(workspace, incident);
        jiraSays(workspace, incident);
        everyAssetIsUpAgain(workspace);
    }

    /** Kafka: the events, the snapshot, and what was sent; answers the incident's id. */
    private String theLogSays(String workspace) {
        Log log = new Log(headwater.bootstrap(), headwater.registryUrl());
        List<IncidentOpened> opened = log.read(Topics.INCIDENT_EVENTS, workspace, IncidentOpened.class);
        List<MergedInto> merged = log.read(Topics.INCIDENT_EVENTS, workspace, MergedInto.class);
        assertThat(opened).hasSize(1 + merged.size());
        List<IncidentAnnounced> announced = log.read(Topics.INCIDENT_EVENTS, workspace, IncidentAnnounced.class);
        assertThat(announced).hasSize(1);
        String incident = announced.get(0).getMeta().getIncident();
        assertThat(log.read(Topics.INCIDENT_EVENTS, workspace, Resolved.class)).hasSize(1);

        IncidentSnapshot snapshot =
                log.latest(Topics.INCIDENTS, workspace, IncidentSnapshot.class).get(incident);
        assertThat(snapshot.getHeadline().getRootCauses()).containsExactly(CAUSE);
        assertThat(snapshot.getHeadline().getAlertCount()).isEqualTo(ALERTS);
        assertThat(snapshot.getHeadline().getImpact().getViewerCount()).isEqualTo(VIEWERS);
        assertThat(snapshot.getHeadline().getImpact().getDashboards())
                .extracting(AffectedDashboard::getName)
                .containsExactlyInAnyOrderElementsOf(DASHBOARDS);

        assertThat(log.read(Topics.NOTIFICATIONS, workspace, Notification.class).stream()
                        .filter(n -> n.getKind().equals("announce"))
                        .map(Notification::getNotificationId)
                        .distinct())
                .hasSize(1);
        assertThat(log.read(Topics.TICKETS, workspace, TicketLink.class).stream()
                        .map(TicketLink::getKey)
                        .filter(key -> !key.isEmpty())
                        .distinct())
                .hasSize(1);
        return incident;
    }

    private void theInterfaceSays(String workspace, String id) {
        List<JsonNode> incidents = headwater.items("/api/incidents/" + workspace + "?status=all");
        assertThat(incidents)
                .singleElement()
                .extracting(i -> i.path("id").asText())
                .isEqualTo(id);
        String path = "/api/incidents/" + workspace + "/" + id;
        JsonNode incident = headwater.client().get(path);
        assertThat(incident.path("status").asText()).isEqualTo("RESOLVED");
        assertThat(incident.path("priority").asText()).isEqualTo("P0");
        assertThat(incident.path("alertCount").asInt()).isEqualTo(ALERTS);
        assertThat(incident.at("/rootCauses/0").asText()).isEqualTo(CAUSE);
        assertThat(incident.path("rootCauses")).hasSize(1);
        assertThat(incident.at("/impact/viewerCount").asInt()).isEqualTo(VIEWERS);
        assertThat(incident.at("/impact/dashboards"))
                .extracting(d -> d.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(DASHBOARDS);
        assertThat(incident.path("tickets")).hasSize(1);
        assertThat(headwater.items(path + "/viewers?limit=200").stream()
                        .map(v -> v.path("viewer").asText())
                        .distinct())
                .hasSize(VIEWERS);
    }

    /** One message stands in the channel; all else about the incident is in its thread. */
    private void slackSays(String workspace, String incident) {
        List<JsonNode> about = headwater.items("/sandbox/slack/messages").stream()
                .filter(m -> m.path("threadTs").asText("").isEmpty()
                        || m.path("threadTs").asText().equals(m.path("ts").asText()))
                .filter(m -> m.toString().contains("/incidents/" + workspace + "/"))
                .toList();
        assertThat(about).singleElement().satisfies(message -> {
            assertThat(message.path("channelName").asText()).isEqualTo("data-incidents");
            assertThat(message.toString()).contains(incident);
            assertThat(message.path("editCount").asInt()).isPositive();
        });
    }

    private void jiraSays(String workspace, String incident) {
        List<JsonNode> about = headwater.items("/sandbox/jira/issues").stream()
                .filter(issue ->
                        issue.at("/properties/headwater/workspace").asText().equals(workspace))
                .toList();
        assertThat(about).singleElement().satisfies(issue -> {
            assertThat(issue.at("/properties/headwater/incident").asText()).isEqualTo(incident);
            assertThat(issue.path("status").asText()).isEqualTo("Done");
            assertThat(issue.path("comments")).isNotEmpty();
        });
    }

    @Test
    void no_record_is_larger_than_512_KiB() {
        Log log = new Log(headwater.bootstrap(), headwater.registryUrl());
        for (Topic topic : Topics.all()) {
            assertThat(log.largest(topic)).as(topic.name()).isLessThanOrEqualTo(Topic.MAX_RECORD_BYTES);
        }
    }

    private void everyAssetIsUpAgain(String workspace) {
        List<JsonNode> assets = headwater.items("/api/lineage/" + workspace + "/assets?limit=200");
        assertThat(assets).isNotEmpty().allSatisfy(asset -> {
            String urn = URLEncoder.encode(asset.path("urn").asText(), StandardCharsets.UTF_8);
            JsonNode status = headwater.client().get("/api/status/" + workspace + "/assets/" + urn);
            assertThat(status.path("status").asText()).isEqualTo("up");
        });
    }

    private static String workspace(Result demo) {
        Matcher matcher = Pattern.compile("Workspace (demo[-0-9]*)\\.").matcher(demo.output());
        assertThat(matcher.find()).as(demo.output()).isTrue();
        return matcher.group(1);
    }
}
