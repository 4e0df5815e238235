package io.headwater.notifier.telling;

import static io.headwater.notifier.incident.Tale.ADA;
import static io.headwater.notifier.incident.Tale.BEN;
import static io.headwater.notifier.incident.Tale.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.notifier.incident.IncidentEvent;
import io.headwater.notifier.incident.Priority;
import io.headwater.notifier.incident.Tale;
import io.headwater.notifier.routing.Destination;
import io.headwater.notifier.routing.Escalation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TellerTest {
    private static final Destination FINANCE = new Destination("#finance", Optional.of("data"), Optional.of("default"));
    private static final Escalation ESCALATION =
            new Escalation(EnumSet.of(Priority.P0), Duration.ofMinutes(10), Optional.of(BEN));
    private static final Instant NOW = START.plusSeconds(31);

    private Told told = Told.NOTHING;

    @Test
    void an_incident_is_told_when_it_is_announced_and_not_before() {
        Tale tale = Tale.of(Priority.P2);
        assertThat(kinds(take(tale.opened()))).isEmpty();
        assertThat(kinds(take(tale.announced()))).containsExactly(Kind.ANNOUNCE, Kind.DETAILS);
        assertThat(told.destination()).contains(FINANCE);
        assertThat(told.onCall()).contains(ADA);
    }

    @Test
    void what_follows_edits_the_message_and_says_a_sentence_where_there_is_something_to_say() {
        Tale tale = announced(Priority.P2);
        assertThat(kinds(take(tale.alertJoins()))).containsExactly(Kind.EDIT);
        assertThat(kinds(take(tale.acknowledged()))).containsExactly(Kind.EDIT, Kind.UPDATE);
        assertThat(kinds(take(tale.resolved()))).containsExactly(Kind.EDIT, Kind.UPDATE);
    }

    @Test
    void an_event_that_was_taken_in_before_says_nothing() {
        Tale tale = Tale.of(Priority.P0);
        IncidentEvent opened = tale.opened();
        IncidentEvent announced = tale.announced();
        take(opened);
        take(announced);
        Told before = told;
        for (IncidentEvent again : List.of(opened, announced)) {
            Telling telling = take(again);
            assertThat(telling.intents()).isEmpty();
            assertThat(telling.timers()).isEmpty();
            assertThat(telling.told()).isEqualTo(before);
        }
    }

    @Test
    void the_same_event_against_the_same_ledger_says_the_same() {
        Tale tale = announced(Priority.P1);
        IncidentEvent raised = tale.becomes(Priority.P0);
        assertThat(Teller.decide(told, raised, circumstances(NOW)))
                .isEqualTo(Teller.decide(told, raised, circumstances(NOW)));
    }

    @Test
    void a_rise_to_p1_or_p0_is_said_aloud_and_calls_who_is_on_call() {
        Tale tale = announced(Priority.P3);
        Telling raised = take(tale.becomes(Priority.P1));
        assertThat(kinds(raised)).containsExactly(Kind.EDIT, Kind.RAISED);
        assertThat(raised.intents().get(1).sentence()).contains("Raised to P1", mentionOf(ADA));
        assertThat(Kind.RAISED.isAloud()).isTrue();
        assertThat(kinds(take(tale.becomes(Priority.P0)))).contains(Kind.RAISED);
    }

    @Test
    void a_rise_below_p1_and_a_fall_are_said_in_the_thread() {
        Tale tale = announced(Priority.P4);
        assertThat(kinds(take(tale.becomes(Priority.P2)))).containsExactly(Kind.EDIT, Kind.UPDATE);
        assertThat(kinds(take(tale.becomes(Priority.P3)))).containsExactly(Kind.EDIT, Kind.UPDATE);
    }

    @Test
    void a_priority_that_goes_down_and_up_again_calls_nobody_twice() {
        Tale tale = announced(Priority.P1);
        assertThat(kinds(take(tale.becomes(Priority.P2)))).doesNotContain(Kind.RAISED);
        assertThat(kinds(take(tale.becomes(Priority.P1)))).doesNotContain(Kind.RAISED);
        assertThat(kinds(take(tale.becomes(Priority.P0)))).contains(Kind.RAISED);
    }

    @Test
    void a_reopening_is_said_aloud_and_a_later_rise_again() {
        Tale tale = announced(Priority.P0);
        take(tale.resolved());
        Telling back = take(tale.reopened());
        assertThat(kinds(back)).containsExactly(Kind.EDIT, Kind.REOPENED);
        assertThat(back.intents().get(1).sentence()).contains("Reopened", mentionOf(ADA));
        assertThat(back.timers()).extracting(Timer::kind).containsExactly(Kind.REPEAT, Kind.FALLBACK);
        take(tale.resolved());
        take(tale.becomes(Priority.P3));
        take(tale.reopened());
        assertThat(kinds(take(tale.becomes(Priority.P1)))).contains(Kind.RAISED);
    }

    @Test
    void every_notification_of_an_incident_has_an_identity_of_its_own() {
        Tale tale = announced(Priority.P3);
        Telling first = take(tale.reopened());
        Telling second = take(tale.reopened());
        assertThat(first.intents()).doesNotContainAnyElementsOf(second.intents());
    }

    @Test
    void a_late_incident_is_suppressed_with_its_reason() {
        Tale tale = Tale.of(Priority.P0).late();
        take(tale.opened());
        Telling telling = take(tale.announced());
        assertThat(telling.intents()).isEmpty();
        assertThat(telling.timers()).isEmpty();
        assertThat(telling.suppressed()).hasSize(1);
        assertThat(telling.suppressed().get(0).intent().kind()).isEqualTo(Kind.ANNOUNCE);
        assertThat(telling.suppressed().get(0).reason()).startsWith("late: ");
        assertThat(told.announced()).isFalse();
    }

    @Test
    void an_incident_that_opened_late_and_was_announced_for_a_fresh_failure_is_told_once() {
        Tale tale = Tale.of(Priority.P2).late();
        assertThat(kinds(take(tale.opened()))).isEmpty();
        assertThat(kinds(take(tale.alertJoins()))).isEmpty();
        Telling telling = take(tale.fresh().announced());
        assertThat(kinds(telling)).containsExactly(Kind.ANNOUNCE, Kind.DETAILS);
        assertThat(telling.suppressed()).isEmpty();
        assertThat(kinds(take(tale.alertJoins()))).containsExactly(Kind.EDIT);
    }

    @Test
    void an_incident_announced_before_this_installation_began_is_told_when_it_is_raised_or_reopened() {
        Tale raised = Tale.of(Priority.P3);
        raised.announced();
        assertThat(kinds(take(raised.alertJoins()))).isEmpty();
        assertThat(kinds(take(raised.becomes(Priority.P0)))).containsExactly(Kind.ANNOUNCE, Kind.DETAILS);

        told = Told.NOTHING;
        Tale back = Tale.of(Priority.P3);
        back.announced();
        assertThat(kinds(take(back.resolved()))).isEmpty();
        assertThat(kinds(take(back.reopened()))).containsExactly(Kind.ANNOUNCE, Kind.DETAILS);
    }

    @Test
    void an_incident_that_was_merged_away_is_not_announced_anew_and_its_timers_end() {
        Tale tale = announced(Priority.P0);
        Telling merged = take(tale.mergedInto("inc-other"));
        assertThat(kinds(merged)).containsExactly(Kind.EDIT);
        assertThat(merged.stopTimers()).isTrue();

        told = Told.NOTHING;
        Tale old = Tale.of(Priority.P3);
        old.announced();
        take(old.mergedInto("inc-other"));
        assertThat(kinds(take(old.becomes(Priority.P0)))).isEmpty();
    }

    @Test
    void another_root_cause_is_said_once() {
        Tale tale = announced(Priority.P2);
        assertThat(kinds(take(tale.rootCauseIs("table:shop.raw.payments")))).containsExactly(Kind.EDIT);
        Telling moved = take(tale.rootCauseIs("table:shop.raw.orders"));
        assertThat(kinds(moved)).containsExactly(Kind.EDIT, Kind.UPDATE);
        assertThat(moved.intents().get(1).sentence()).contains("`shop.raw.orders`");
        assertThat(kinds(take(tale.rootCauseIs("table:shop.raw.orders")))).containsExactly(Kind.EDIT);
    }

    @Test
    void a_ticket_is_shown_once_however_often_it_is_linked() {
        Tale tale = announced(Priority.P2);
        take(tale.linked("DATA-1", "https://jira.example.com/old"));
        take(tale.linked("DATA-1", "https://jira.example.com/browse/DATA-1"));
        assertThat(told.links()).hasSize(1);
        assertThat(told.links().get(0).url()).isEqualTo("https://jira.example.com/browse/DATA-1");
    }

    @Test
    void a_p0_is_said_again_after_ten_minutes_and_goes_to_the_fallback_after_twenty() {
        Tale tale = Tale.of(Priority.P0);
        assertThat(take(tale.announced()).timers())
                .containsExactly(
                        new Timer(Kind.REPEAT, 1, NOW, NOW.plus(Duration.ofMinutes(10))),
                        new Timer(Kind.FALLBACK, 1, NOW, NOW.plus(Duration.ofMinutes(20))));
    }

    @Test
    void what_the_escalation_policy_does_not_name_is_never_repeated() {
        assertThat(take(Tale.of(Priority.P1).announced()).timers()).isEmpty();
    }

    @Test
    void an_acknowledgement_ends_the_timers() {
        Tale tale = announced(Priority.P0);
        assertThat(take(tale.acknowledged()).stopTimers()).isTrue();
    }

    /** A tale that is announced, and taken in up to there. */
    private Tale announced(Priority priority) {
        Tale tale = Tale.of(priority);
        take(tale.opened());
        take(tale.announced());
        return tale;
    }

    private Telling take(IncidentEvent event) {
        Telling telling = Teller.decide(told, event, circumstances(NOW));
        told = telling.told();
        return telling;
    }

    private static Circumstances circumstances(Instant now) {
        return new Circumstances(now, FINANCE, Optional.of(ADA), ESCALATION);
    }

    private static List<Kind> kinds(Telling telling) {
        return telling.intents().stream().map(Intent::kind).toList();
    }

    private static String mentionOf(String person) {
        return io.headwater.notifier.message.Mrkdwn.mention(person);
    }
}
