package io.headwater.notifier.slack;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How Slack is reached. Without a token nobody is told, which every notification then says. */
@ApplicationScoped
public class SlackSettings {
    private final String apiUrl;
    private final Optional<String> token;
    private final Optional<String> signingSecret;
    private final String publicUrl;

    @Inject
    public SlackSettings(
            @ConfigProperty(name = "headwater.slack.api-url", defaultValue = "https://slack.com/api/") String apiUrl,
            @ConfigProperty(name = "headwater.slack.token") Optional<String> token,
            @ConfigProperty(name = "headwater.slack.signing-secret") Optional<String> signingSecret,
            @ConfigProperty(name = "headwater.public-url") String publicUrl) {
        this.apiUrl = apiUrl.endsWith("/") ? apiUrl : apiUrl + "/";
        this.token = token.filter(t -> !t.isBlank());
        this.signingSecret = signingSecret.filter(s -> !s.isBlank());
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** With a slash at its end. */
    public String apiUrl() {
        return apiUrl;
    }

    public Optional<String> token() {
        return token;
    }

    public Optional<String> signingSecret() {
        return signingSecret;
    }

    /** Why nobody can be told; empty where somebody can. */
    public Optional<String> whyMute() {
        return token.isPresent() ? Optional.empty() : Optional.of("Slack is not configured: headwater.slack.token");
    }

    /** The incident's page in the console. */
    public String incidentUrl(String workspace, String incident) {
        return publicUrl + "/incidents/" + workspace + "/" + incident;
    }
}
