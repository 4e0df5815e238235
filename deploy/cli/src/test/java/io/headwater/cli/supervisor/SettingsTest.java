package io.headwater.cli.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.access.AccessTokens;
import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.home.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path dir;

    @Test
    void until_told_otherwise_a_service_speaks_to_the_sandbox() {
        Map<String, String> environment = environment();
        assertThat(environment.get("HEADWATER_JIRA_URL")).isEqualTo("http://127.0.0.1:18086/sandbox/jira");
        assertThat(environment.get("HEADWATER_SLACK_API_URL")).isEqualTo("http://127.0.0.1:18086/sandbox/slack/api/");
        assertThat(environment.get("QUARKUS_HTTP_PORT")).isEqualTo("18085");
    }

    @Test
    void what_the_user_wrote_wins_and_a_real_token_is_enough_of_a_change() throws IOException {
        Files.writeString(
                dir.resolve("headwater.properties"),
                "headwater.jira.url=https://example.atlassian.net\nheadwater.jira.token=real\nport.kafka=1\nother=x\n");
        Map<String, String> environment = environment();
        assertThat(environment.get("HEADWATER_JIRA_URL")).isEqualTo("https://example.atlassian.net");
        assertThat(environment.get("HEADWATER_JIRA_TOKEN")).isEqualTo("real");
        assertThat(environment).doesNotContainKeys("PORT_KAFKA", "OTHER");
    }

    @Test
    void services_know_the_admin_token_by_its_hash_alone() {
        HeadwaterHome home = new HeadwaterHome(dir).prepare();
        Map<String, String> environment = environment();
        assertThat(environment.get("HEADWATER_TOKENS")).isEqualTo("admin:*:" + AccessTokens.hash(home.token()));
        assertThat(environment.values()).noneMatch(value -> value.contains(home.token()));
    }

    private Map<String, String> environment() {
        HeadwaterHome home = new HeadwaterHome(dir).prepare();
        return new Settings(home, Ports.of(home)).environment("ticketing-bridge");
    }
}
