package io.headwater.sandbox.slack;

import java.util.Optional;

/**
 * The Slack side of the sandbox.
 *
 * @param botToken the one token accepted
 * @param signingSecret signs what is posted to the app
 * @param interactionsUrl the app's request URL for interactions; empty = none, and pressing says so
 * @param team the team's id
 * @param rateLimitPerSecond messages a second and channel, as Slack's is about 1; 0 = off
 * @param inventUsers whether an unknown e-mail address brings its user into being
 */
public record SlackSettings(
        String botToken,
        String signingSecret,
        Optional<String> interactionsUrl,
        String team,
        double rateLimitPerSecond,
        boolean inventUsers) {

    public static SlackSettings defaults() {
        return new SlackSettings("xoxb-sandbox", "sandbox-signing-secret", Optional.empty(), "T0HEADWATER", 0, true);
    }

    public SlackSettings withInteractionsUrl(String url) {
        return new SlackSettings(botToken, signingSecret, Optional.of(url), team, rateLimitPerSecond, inventUsers);
    }

    public SlackSettings withRateLimitPerSecond(double limit) {
        return new SlackSettings(botToken, signingSecret, interactionsUrl, team, limit, inventUsers);
    }

    public SlackSettings withInventUsers(boolean invent) {
        return new SlackSettings(botToken, signingSecret, interactionsUrl, team, rateLimitPerSecond, invent);
    }
}
