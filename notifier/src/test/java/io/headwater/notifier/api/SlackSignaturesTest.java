package io.headwater.notifier.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.app_backend.SlackSignature;
import io.headwater.notifier.slack.SlackSettings;
import io.headwater.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlackSignaturesTest {
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final Instant NOW = Instant.parse("2026-03-02T04:00:00Z");
    private static final String BODY = "payload=%7B%22type%22%3A%22block_actions%22%7D";

    private final SlackSignatures signatures = signatures(Optional.of(SECRET));

    @Test
    void what_slack_signed_just_now_is_let_in() {
        assertThatCode(() -> signatures.check(timestamp(NOW), signature(SECRET, NOW, BODY), BODY))
                .doesNotThrowAnyException();
        Instant fourMinutesAgo = NOW.minus(Duration.ofMinutes(4));
        assertThatCode(() -> signatures.check(timestamp(fourMinutesAgo), signature(SECRET, fourMinutesAgo, BODY), BODY))
                .doesNotThrowAnyException();
    }

    /** The example of Slack's own documentation (docs.slack.dev, verifying requests). */
    @Test
    void slacks_own_example_verifies() {
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        String signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
        SlackSignatures then = new SlackSignatures(
                settings(Optional.of(SECRET)), Clock.fixed(Instant.ofEpochSecond(1531420618), ZoneOffset.UTC));
        assertThatCode(() -> then.check("1531420618", signature, body)).doesNotThrowAnyException();
    }

    @Test
    void a_signature_with_another_secret_or_over_another_body_is_refused() {
        refused(timestamp(NOW), signature("another secret", NOW, BODY), BODY);
        refused(timestamp(NOW), signature(SECRET, NOW, BODY), BODY + "&more=1");
        refused(timestamp(NOW.plusSeconds(1)), signature(SECRET, NOW, BODY), BODY);
    }

    @Test
    void what_was_signed_over_five_minutes_ago_is_refused() {
        Instant sixMinutesAgo = NOW.minus(Duration.ofMinutes(6));
        refused(timestamp(sixMinutesAgo), signature(SECRET, sixMinutesAgo, BODY), BODY);
        Instant inSixMinutes = NOW.plus(Duration.ofMinutes(6));
        refused(timestamp(inSixMinutes), signature(SECRET, inSixMinutes, BODY), BODY);
    }

    @Test
    void a_request_without_or_with_nonsense_for_a_signature_is_refused() {
        refused(null, signature(SECRET, NOW, BODY), BODY);
        refused(timestamp(NOW), null, BODY);
        refused("yesterday", signature(SECRET, NOW, BODY), BODY);
        refused("99999999999999999999", signature(SECRET, NOW, BODY), BODY);
        refused(timestamp(NOW), "", BODY);
        refused(timestamp(NOW), "v0=", BODY);
    }

    @Test
    void without_a_signing_secret_nothing_is_let_in() {
        assertThatThrownBy(() -> signatures(Optional.empty()).check(timestamp(NOW), signature("", NOW, BODY), BODY))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("headwater.slack.signing-secret");
    }

    private void refused(String timestamp, String signature, String body) {
        assertThatThrownBy(() -> signatures.check(timestamp, signature, body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().status()).isEqualTo(401));
    }

    private static SlackSignatures signatures(Optional<String> secret) {
        return new SlackSignatures(settings(secret), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static SlackSettings settings(Optional<String> secret) {
        return new SlackSettings("https://slack.com/api/", Optional.empty(), secret, "https://headwater.example");
    }

    private static String timestamp(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private static String signature(String secret, Instant at, String body) {
        return secret.isEmpty() ? "v0=00" : new SlackSignature.Generator(secret).generate(timestamp(at), body);
    }
}
