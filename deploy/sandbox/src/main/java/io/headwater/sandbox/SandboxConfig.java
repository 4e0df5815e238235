package io.headwater.sandbox;

import io.headwater.sandbox.jira.JiraSettings;
import io.headwater.sandbox.slack.SlackSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * How to start a sandbox.
 *
 * @param httpPort 0 = any free port
 * @param smtpPort 0 = any free port
 * @param basePath what every path starts with, {@code /sandbox}
 * @param publicUrl the origin people see (a gateway's), for links; empty = the sandbox's own
 * @param dataFile where state outlives a restart; empty = it does not
 */
public record SandboxConfig(
        int httpPort,
        int smtpPort,
        String basePath,
        Optional<String> publicUrl,
        SlackSettings slack,
        JiraSettings jira,
        Optional<Path> dataFile,
        Clock clock) {

    /** Any free ports, the default tokens, nothing kept: what tests want. */
    public static SandboxConfig defaults() {
        return new SandboxConfig(
                0,
                0,
                "/sandbox",
                Optional.empty(),
                SlackSettings.defaults(),
                JiraSettings.defaults(),
                Optional.empty(),
                Clock.systemUTC());
    }

    public SandboxConfig withPorts(int http, int smtp) {
        return new SandboxConfig(http, smtp, basePath, publicUrl, slack, jira, dataFile, clock);
    }

    public SandboxConfig withPublicUrl(String origin) {
        return new SandboxConfig(httpPort, smtpPort, basePath, Optional.of(origin), slack, jira, dataFile, clock);
    }

    public SandboxConfig withSlack(SlackSettings settings) {
        return new SandboxConfig(httpPort, smtpPort, basePath, publicUrl, settings, jira, dataFile, clock);
    }

    public SandboxConfig withJira(JiraSettings settings) {
        return new SandboxConfig(httpPort, smtpPort, basePath, publicUrl, slack, settings, dataFile, clock);
    }

    public SandboxConfig withDataFile(Path file) {
        return new SandboxConfig(httpPort, smtpPort, basePath, publicUrl, slack, jira, Optional.of(file), clock);
    }

    public SandboxConfig withClock(Clock aClock) {
        return new SandboxConfig(httpPort, smtpPort, basePath, publicUrl, slack, jira, dataFile, aClock);
    }
}
