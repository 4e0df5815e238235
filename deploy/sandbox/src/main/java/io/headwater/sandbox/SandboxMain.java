package io.headwater.sandbox;

import io.headwater.sandbox.jira.JiraSettings;
import io.headwater.sandbox.slack.SlackSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Runs a sandbox until it is told to end; configured by environment (see the module's README). */
public final class SandboxMain {
    private SandboxMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Sandbox sandbox = Sandbox.start(config(System.getenv()));
        System.out.println("Sandbox of Slack, Jira and mail: " + sandbox.url() + "/ (SMTP " + sandbox.smtpPort() + ")");
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            sandbox.close();
                            ended.countDown();
                        },
                        "sandbox-shutdown"));
        ended.await();
    }

    static SandboxConfig config(Map<String, String> environment) {
        SlackSettings slack = SlackSettings.defaults();
        JiraSettings jira = JiraSettings.defaults();
        Environment from = new Environment(environment);
        return new SandboxConfig(
                Integer.parseInt(from.text("HEADWATER_SANDBOX_PORT", "18086")),
                Integer.parseInt(from.text("HEADWATER_SANDBOX_SMTP_PORT", "18025")),
                "/sandbox",
                from.optional("HEADWATER_PUBLIC_URL"),
                new SlackSettings(
                        from.text("HEADWATER_SLACK_TOKEN", slack.botToken()),
                        from.text("HEADWATER_SLACK_SIGNING_SECRET", slack.signingSecret()),
                        from.optional("HEADWATER_SANDBOX_INTERACTIONS_URL"),
                        from.text("HEADWATER_SANDBOX_SLACK_TEAM", slack.team()),
                        Double.parseDouble(from.text("HEADWATER_SANDBOX_SLACK_RATE", "0")),
                        true),
                new JiraSettings(
                        from.text("HEADWATER_JIRA_EMAIL", jira.email()),
                        from.text("HEADWATER_JIRA_TOKEN", jira.apiToken()),
                        from.optional("HEADWATER_SANDBOX_JIRA_PROJECTS")
                                .map(keys -> Set.of(keys.split(",")))
                                .orElse(Set.of()),
                        from.optional("HEADWATER_SANDBOX_JIRA_WEBHOOK_URL"),
                        from.optional("HEADWATER_SANDBOX_JIRA_WEBHOOK_SECRET")),
                from.optional("HEADWATER_SANDBOX_DATA").map(Path::of),
                Clock.systemUTC());
    }

    /** Variables of which an empty one counts as not set. */
    private record Environment(Map<String, String> variables) {
        Optional<String> optional(String name) {
            return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
        }

        String text(String name, String otherwise) {
            return optional(name).orElse(otherwise);
        }
    }
}
