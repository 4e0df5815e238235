package io.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.e2e.Headwater.Result;
import io.headwater.schema.Notification;
import io.headwater.schema.incident.IncidentAnnounced;
import io.headwater.schema.incident.IncidentOpened;
import io.headwater.schema.incident.MergedInto;
import io.headwater.schema.incident.Resolved;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demo, read back from Kafka, the HTTP interface and the sandbox. */
class DemoE2E {
    private final Headwater headwater = Headwater.running();

    @Test
    void a_bad_night_comes_to_one_incident_one_message_and_one_ticket() {
        Result demo = headwater.run("demo", "--storm", "10", "--detach");
        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("37 alerts → 1 incident, P0, root cause `raw.payments`, 4 dashboards, 23 viewers;"
                        + " 1 Slack message, 1 ticket");
        String workspace = group(demo.output(), "Workspace (demo[-0-9]*)\\.");
        Log log = new Log(headwater.bootstrap(), headwater.registryUrl());

        List<String> opened = log.read(Topics.INCIDENT_EVENTS, workspace, IncidentOpened.class).stream()
                .map(e -> e.getMeta().getIncident())
                .toList();
        List<String> merged = log.read(Topics.INCIDENT_EVENTS, workspace, MergedInto.class).stream()
                .map(e -> e.getMeta().getIncident())
                .toList();
        assertThat(opened).doesNotHaveDuplicates().hasSize(1 + merged.size());
        assertThat(log.read(Topics.INCIDENT_EVENTS, workspace, IncidentAnnounced.class))
                .extracting(e -> e.getMeta().getIncident())
                .doesNotHaveDuplicates()
                .hasSize(1);
        assertThat(log.read(Topics.INCIDENT_EVENTS, workspace, Resolved.class)).hasSize(1);
        assertThat(log.read(Topics.NOTIFICATIONS, workspace, Notification.class).stream()
                        .filter(n -> n.getKind().equals("announce"))
                        .map(Notification::getNotificationId)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void no_record_is_larger_than_512_KiB() {
        Log log = new Log(headwater.bootstrap(), headwater.registryUrl());
        for (Topic topic : Topics.all()) {
            assertThat(log.largest(topic)).as(topic.name()).isLessThanOrEqualTo(Topic.MAX_RECORD_BYTES);
        }
    }

    @Test
    void every_asset_of_the_demo_is_up_again() {
        Result demo = headwater.run("demo", "--storm", "6", "--detach");
        assertThat(demo.exitCode()).as(demo.output()).isZero();
        String workspace = group(demo.output(), "Workspace (demo[-0-9]*)\\.");
        for (JsonNode asset : headwater.items("/api/lineage/" + workspace + "/assets?limit=200")) {
            String urn =
                    java.net.URLEncoder.encode(asset.path("urn").asText(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(headwater
                            .client()
                            .get("/api/status/" + workspace + "/assets/" + urn)
                            .path("status")
                            .asText())
                    .as(asset.path("urn").asText())
                    .isEqualTo("up");
        }
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
