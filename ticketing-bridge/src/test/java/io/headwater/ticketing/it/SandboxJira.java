package io.headwater.ticketing.it;

import io.headwater.sandbox.Sandbox;
import io.headwater.sandbox.SandboxConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Gives the service under test a Jira: the sandbox, in this JVM. */
public final class SandboxJira implements QuarkusTestResourceLifecycleManager {
    static final String EMAIL = "headwater@example.com";
    static final String TOKEN = "sandbox-jira-token";

    private Sandbox sandbox;

    @Override
    public Map<String, String> start() {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        return settings(sandbox.jiraUrl());
    }

    /** A patient configuration made impatient, so that tests do not wait. */
    static Map<String, String> settings(String jiraUrl) {
        Map<String, String> settings = new HashMap<>();
        settings.put("headwater.jira.url", jiraUrl);
        settings.put("headwater.jira.email", EMAIL);
        settings.put("headwater.jira.token", TOKEN);
        settings.put("headwater.jira.project", "DATA");
        settings.put("headwater.jira.timeout", "PT2S");
        settings.put("headwater.jira.backoff", "PT0.1S");
        settings.put("headwater.jira.max-backoff", "PT0.5S");
        settings.put("headwater.jira.settle", "PT0.3S");
        settings.put("headwater.jira.edit-delay", "PT0.3S");
        return settings;
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
