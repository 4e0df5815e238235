package io.headwater.incident.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureReportTest {
    private static final String PERSON = "ada0".repeat(8);
    private static final Traces.Counts NONE = new Traces.Counts(0, 0, 0, 0, 0);

    @Test
    void what_remains_everywhere_is_said_of_a_person_nobody_knows() {
        ErasureReport report = report(traces(List.of(), NONE, Mentions.unsearched()), Redaction.none(0));

        assertThat(report.erased()).isEmpty();
        assertThat(report.remains())
                .extracting(Remainder::what)
                .containsExactly(
                        "redacted-text", "mentions", "people-topic", "raw", "outside", "other-workspaces", "return");
        assertThat(report.remains()).extracting(Remainder::count).containsOnlyNulls();
        assertThat(words(report, "mentions")).contains("not searched", "ask again with names");
    }

    @Test
    void each_count_has_its_words_for_one_and_for_several() {
        Traces.Counts several = new Traces.Counts(7, 2, 5, 3, 2);
        ErasureReport report =
                report(traces(List.of("name"), several, new Mentions(true, 2, List.of())), Redaction.none(0));

        assertThat(words(report, "events")).startsWith("7 events of 2 incidents hold the keyed hash, no name");
        assertThat(words(report, "views")).startsWith("5 looks at broken data are kept under the keyed hash");
        assertThat(words(report, "owned-assets")).startsWith("3 affected assets have the keyed hash for an owner");
        assertThat(words(report, "typed")).startsWith("2 reasons or descriptions stay as typed");
        assertThat(words(report, "mentions")).startsWith("2 texts by others name the person");

        ErasureReport one = report(
                traces(List.of("name"), new Traces.Counts(1, 1, 1, 1, 1), new Mentions(true, 1, List.of())),
                Redaction.none(1));
        assertThat(words(one, "events")).startsWith("1 event of 1 incident holds the keyed hash");
        assertThat(words(one, "views")).startsWith("1 look at broken data is kept");
        assertThat(words(one, "notes")).isEqualTo("1 note stays as the person wrote it; redactNotes redacts it");
        assertThat(words(one, "mentions")).startsWith("1 text by others names the person");
    }

    @Test
    void a_policy_that_still_names_the_person_is_named() {
        Traces before = traces(List.of("name"), NONE, Mentions.unsearched());
        ErasureReport report = ErasureReport.of(
                "acme", PERSON, before, 0, Redaction.none(0), List.of("escalation/calls", "rotation/data"));

        assertThat(words(report, "policies"))
                .isEqualTo("2 policies in force name the keyed hash: escalation/calls, rotation/data; nobody can be"
                        + " reached there any more, so apply them without the person");
    }

    @Test
    void a_note_that_was_not_redacted_remains_and_why() {
        Traces before = traces(List.of("name"), NONE, Mentions.unsearched());
        ErasureReport report = report(before, new Redaction(6, true, 3, 2, 1));

        assertThat(words(report, "notes")).isEqualTo("1 note stays as the person wrote it; its redaction was refused");
        assertThat(words(report, "pending-notes")).startsWith("2 redactions are not decided yet");
        assertThat(report(before, new Redaction(6, true, 6, 0, 0)).remains())
                .extracting(Remainder::what)
                .doesNotContain("notes", "pending-notes");
    }

    /** The words name times, which the catalogue of topics decides. */
    @Test
    void the_times_it_names_are_those_of_the_topics() {
        ErasureReport report = report(
                traces(List.of("name"), new Traces.Counts(1, 1, 1, 0, 0), Mentions.unsearched()), Redaction.none(0));

        assertThat(words(report, "raw")).contains(days(Topics.RAW) + " days in " + Topics.RAW.name());
        assertThat(words(report, "raw")).contains(days(Topics.DEAD_LETTER) + " in " + Topics.DEAD_LETTER.name());
        assertThat(words(report, "raw")).contains(days(Topics.ALERTS) + " in " + Topics.ALERTS.name());
        assertThat(words(report, "views")).contains(Topics.VIEWS.name() + " keeps views for " + days(Topics.VIEWS));
        assertThat(words(report, "redacted-text"))
                .contains(Topics.COMMANDS.name() + " after " + days(Topics.COMMANDS) + " days");
        assertThat(Topics.INCIDENT_EVENTS.retention()).isEmpty();
        assertThat(words(report, "redacted-text")).contains(Topics.INCIDENT_EVENTS.name() + " is never deleted");
        assertThat(Topics.PEOPLE.cleanup()).isEqualTo(Topic.Cleanup.FORGET);
    }

    private static long days(Topic topic) {
        return topic.retention().orElseThrow().toDays();
    }

    private static String words(ErasureReport report, String what) {
        return report.remains().stream()
                .filter(remainder -> remainder.what().equals(what))
                .map(Remainder::words)
                .findFirst()
                .orElseThrow();
    }

    private static ErasureReport report(Traces before, Redaction notes) {
        return ErasureReport.of("acme", PERSON, before, 0, notes, List.of());
    }

    private static Traces traces(List<String> held, Traces.Counts counts, Mentions mentions) {
        return new Traces(held, List.of(), counts, mentions, List.of());
    }
}
