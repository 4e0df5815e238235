package io.headwater.notifier.it;

import io.headwater.sandbox.Sandbox;
import io.headwater.sandbox.SandboxConfig;
import io.headwater.schema.Priority;
import io.headwater.stack.HeadwaterStack;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the service under test a Slack, the sandbox in this JVM, and a log on which something happened before it. */
public final class SandboxSlack implements QuarkusTestResourceLifecycleManager {
    static final String SIGNING_SECRET = "sandbox-signing-secret";
    /** The workspace with an incident that was announced before the service began to read. */
    static final String BEFORE = "before";

    private Sandbox sandbox;

    @Override
    public Map<String, String> start() {
        HeadwaterStack stack = HeadwaterStack.shared();
        try (KafkaLog log = new KafkaLog(stack.bootstrap(), stack.registryUrl())) {
            log.write(Topics.INCIDENT_EVENTS, BEFORE, "inc-old", oldStory().take());
        }
        sandbox = Sandbox.start(SandboxConfig.defaults());
        return Map.of(
                "headwater.slack.api-url",
                sandbox.slackApiUrl(),
                "headwater.slack.token",
                "xoxb-sandbox",
                "headwater.slack.signing-secret",
                SIGNING_SECRET);
    }

    static Story oldStory() {
        return new Story(BEFORE, "inc-old").priority(Priority.P3).opened().announced();
    }

    @Override
    public void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
