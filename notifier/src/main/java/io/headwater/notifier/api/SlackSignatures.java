package io.headwater.notifier.api;

import com.slack.api.app_backend.SlackSignature;
import io.headwater.notifier.slack.SlackSettings;
import io.headwater.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Lets in what Slack signed over the raw body within five minutes of now (docs.slack.dev, verifying requests). */
@ApplicationScoped
class SlackSignatures {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Optional<SlackSignature.Verifier> verifier;
    private final Clock clock;

    @Inject
    SlackSignatures(SlackSettings settings, Clock clock) {
        this.verifier = settings.signingSecret()
                .map(secret -> new SlackSignature.Verifier(new SlackSignature.Generator(secret)));
        this.clock = clock;
    }

    /** @throws io.headwater.problem.ProblemException 401 where Slack did not sign it, or long ago */
    void check(String timestamp, String signature, String body) {
        if (verifier.isEmpty()) {
            throw Problem.unauthorized("no signing secret is configured (headwater.slack.signing-secret)")
                    .asException();
        }
        boolean complete = timestamp != null && timestamp.matches("\\d{1,12}") && signature != null;
        // Slack's own verifier minds the past only; a clock that is far ahead is as little to be trusted.
        boolean near = complete && Long.parseLong(timestamp) * 1_000 - clock.millis() <= TOLERANCE.toMillis();
        if (!near || !verifier.get().isValid(timestamp, body, signature, clock.millis())) {
            throw Problem.unauthorized("the request is not signed by Slack with this installation's signing secret,"
                            + " or was signed over five minutes ago or ahead")
                    .asException();
        }
    }
}
