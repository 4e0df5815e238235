package io.headwater.ticketing.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.ticketing.jira.JiraTrouble.Fate;
import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JiraTroubleTest {
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 415})
    void a_no_that_will_not_mend_is_final(int status) {
        assertThat(JiraTrouble.answered(status, "", null).fate()).isEqualTo(Fate.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 302, 200})
    void what_jira_may_have_carried_out_is_looked_for_before_it_is_sent_again(int status) {
        assertThat(JiraTrouble.answered(status, "", null).fate()).isEqualTo(Fate.UNKNOWN);
    }

    @Test
    void what_was_rate_limited_was_not_carried_out() {
        JiraTrouble trouble = JiraTrouble.answered(429, "", "7");
        assertThat(trouble.fate()).isEqualTo(Fate.NOT_TAKEN);
        assertThat(trouble.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void a_site_in_maintenance_may_ask_for_patience_too() {
        JiraTrouble trouble = JiraTrouble.answered(503, "", "120");
        assertThat(trouble.fate()).isEqualTo(Fate.UNKNOWN);
        assertThat(trouble.retryAfter()).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999"})
    void a_retry_after_that_is_no_number_of_seconds_is_as_none(String header) {
        assertThat(JiraTrouble.answered(429, "", header).retryAfter()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{'errorMessages': ['No such thing.'], 'errors': {}} # No such thing.",
                "{'errorMessages': [], 'errors': {'issuetype': 'Specify a valid issue type'}} "
                        + "# issuetype: Specify a valid issue type",
                "{'errorMessages': ['A'], 'errors': {'b': 'B'}} # A; b: B",
                "{'message': 'Client must be authenticated to access this resource.', 'status-code': 401} "
                        + "# Client must be authenticated to access this resource.",
                "<html>Bad gateway</html> # <html>Bad gateway</html>",
                "{'other': 1} # {'other': 1}"
            },
            quoteCharacter = '`')
    void jiras_own_words_are_the_reason(String body, String words) {
        assertThat(JiraCall.words(body.replace('\'', '"'))).isEqualTo(words.replace('\'', '"'));
    }

    @Test
    void a_reason_is_one_short_line_that_a_database_takes() {
        String words = JiraCall.words("{\"errorMessages\": [\"a\\nb\\u0000c" + "x".repeat(5_000) + "\"]}");
        assertThat(words).startsWith("a b cxxx").hasSize(500);
    }

    @Test
    void an_answer_is_told_with_its_status_and_a_silence_with_its_cause() {
        Jira refusing = new Jira(new ScriptedJira().refuses(429, "{\"errorMessages\": [\"Slow down.\"]}"), "");
        JiraTrouble refused = catchThrowableOfType(JiraTrouble.class, () -> refusing.statusOf("DATA-1"));
        assertThat(refused).hasMessage("Jira answered 429: Slow down.");
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(7));

        Jira away = new Jira(
                new ScriptedJira().fails(new ProcessingException(new ConnectException("Connection refused"))), "");
        JiraTrouble silent = catchThrowableOfType(JiraTrouble.class, () -> away.statusOf("DATA-1"));
        assertThat(silent).hasMessage("reading DATA-1: no answer from Jira (Connection refused)");
        assertThat(silent.fate()).isEqualTo(Fate.UNKNOWN);
    }
}
