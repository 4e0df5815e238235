package io.headwater.ticketing.jira;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How to reach Jira, and how patiently. */
@ConfigMapping(prefix = "headwater.jira")
public interface JiraSettings {
    /** The site, e.g. `https://example.atlassian.net`; without it tickets are suppressed. */
    Optional<String> url();

    /** Account that writes the tickets. */
    Optional<String> email();

    /** Its API token. Never logged. */
    Optional<String> token();

    /** Project for workspaces whose ticket policy names none. */
    Optional<String> project();

    /** Issue type for workspaces whose ticket policy names none. */
    @WithDefault("Bug")
    String issueType();

    /** How long one request may take. */
    @WithDefault("PT10S")
    Duration timeout();

    /** Pause after the first failure; doubles with each. */
    @WithDefault("PT1S")
    Duration backoff();

    /** The longest pause. */
    @WithDefault("PT1M")
    Duration maxBackoff();

    /** After a request whose fate is unknown: how long Jira may need until its search would show the outcome. */
    @WithDefault("PT10S")
    Duration settle();

    /** How long changes gather before summary and description are rewritten. */
    @WithDefault("PT5S")
    Duration editDelay();

    /** What is missing; empty where all is there. */
    default Optional<String> missing() {
        if (url().isPresent() && email().isPresent() && token().isPresent()) {
            return Optional.empty();
        }
        String absent = url().isEmpty() ? "url" : email().isEmpty() ? "email" : "token";
        return Optional.of("Jira is not configured: headwater.jira." + absent + " is missing");
    }
}
