package io.headwater.notifier.api;

import com.slack.api.app_backend.SlackSignature;
import io.headwater.notifier.slack.SlackSettings;
import io.headwater.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Lets in what Slack signed over the raw body within the last five minutes (docs.slack.dev, verifying requests). */
@ApplicationScoped
class SlackSignatures {
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
        if (!complete || !verifier.get().isValid(timestamp, body, signature, clock.millis())) {
            throw Problem.unauthorized("the request is not signed by Slack with this installation's signing secret,"
                            + " or was signed over five minutes ago")
                    .asException();
        }
    }
}
