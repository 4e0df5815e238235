package io.headwater.sandbox.jira;

import java.util.Optional;
import java.util.Set;

/**
 * The Jira side of the sandbox.
 *
 * @param email and {@code apiToken}: the one account let in, by basic authentication
 * @param projects the keys of the projects there are; empty = any well-formed key is one
 * @param webhookUrl where changes are posted; empty = nowhere
 * @param webhookSecret signs what is posted ({@code X-Hub-Signature}); empty = unsigned
 */
public record JiraSettings(
        String email,
        String apiToken,
        Set<String> projects,
        Optional<String> webhookUrl,
        Optional<String> webhookSecret) {

    public static JiraSettings defaults() {
        return new JiraSettings(
                "headwater@example.com", "sandbox-jira-token", Set.of(), Optional.empty(), Optional.empty());
    }

    public JiraSettings withProjects(Set<String> keys) {
        return new JiraSettings(email, apiToken, keys, webhookUrl, webhookSecret);
    }

    public JiraSettings withWebhook(String url, String secret) {
        return new JiraSettings(email, apiToken, projects, Optional.of(url), Optional.of(secret));
    }
}
