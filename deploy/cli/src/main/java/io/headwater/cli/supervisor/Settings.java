package io.headwater.cli.supervisor;

import io.headwater.access.AccessTokens;
import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.home.Ports;
import io.headwater.sandbox.SandboxConfig;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a service is told by its environment: the local stack's own settings, over them whatever the user wrote into
 * headwater.properties (`headwater.slack.token=…` reaches the real Slack instead of the sandbox).
 */
final class Settings {
    private final HeadwaterHome home;
    private final Ports ports;

    Settings(HeadwaterHome home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    Map<String, String> environment(String service) {
        Map<String, String> settings = new LinkedHashMap<>();
        SandboxConfig sandbox = SandboxConfig.defaults();
        String far = "http://127.0.0.1:" + ports.of("sandbox") + "/sandbox";
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", String.valueOf(ports.of(service)));
        settings.put("headwater.tokens", "admin:*:" + AccessTokens.hash(home.token()));
        settings.put("headwater.people.key", home.secret("people.key"));
        settings.put("headwater.public-url", "http://localhost:" + ports.of(Ports.GATEWAY));
        settings.put("headwater.state.dir", home.data().resolve("streams").toString());
        settings.put("headwater.slack.api-url", far + "/slack/api/");
        settings.put("headwater.slack.token", sandbox.slack().botToken());
        settings.put("headwater.slack.signing-secret", sandbox.slack().signingSecret());
        settings.put("headwater.slack.workspace", "demo");
        settings.put("headwater.jira.url", far + "/jira");
        settings.put("headwater.jira.email", sandbox.jira().email());
        settings.put("headwater.jira.token", sandbox.jira().apiToken());
        settings.put("headwater.jira.project", "DATA");
        settings.put("headwater.jira.issue-type", "Bug");
        home.settings().forEach((name, value) -> {
            String key = String.valueOf(name);
            if (key.startsWith("headwater.") || key.startsWith("quarkus.")) {
                settings.put(key, String.valueOf(value));
            }
        });
        Map<String, String> environment = new LinkedHashMap<>();
        settings.forEach((name, value) -> environment.put(variable(name), value));
        return environment;
    }

    /** MicroProfile Config's rule: capitals, all else than letters and digits an underscore. */
    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
