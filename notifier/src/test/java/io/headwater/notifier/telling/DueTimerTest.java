package io.headwater.notifier.telling;

import static io.headwater.notifier.incident.Tale.ADA;
import static io.headwater.notifier.incident.Tale.BEN;
import static io.headwater.notifier.incident.Tale.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.notifier.incident.Priority;
import io.headwater.notifier.incident.Tale;
import io.headwater.notifier.message.Mrkdwn;
import io.headwater.notifier.routing.Destination;
import io.headwater.notifier.routing.Escalation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueTimerTest {
    private static final Instant TEN_PAST = START.plus(Duration.ofMinutes(10));
    private static final Timer REPEAT = new Timer(Kind.REPEAT, 2, START, TEN_PAST);
    private static final Timer FALLBACK = new Timer(Kind.FALLBACK, 2, START, START.plus(Duration.ofMinutes(20)));

    private final Tale tale = Tale.of(Priority.P0);

    @Test
    void a_repeat_says_how_long_nobody_acknowledged_and_calls_who_is_on_call_now() {
        Intent intent = said(due(REPEAT, TEN_PAST));
        assertThat(intent.kind()).isEqualTo(Kind.REPEAT);
        assertThat(intent.occurrence()).isEqualTo(REPEAT.version());
        assertThat(intent.sentence()).contains("P0, not acknowledged for 10 min", Mrkdwn.mention(ADA));
    }

    @Test
    void the_fallback_person_is_called_by_name() {
        Intent intent = said(due(FALLBACK, FALLBACK.dueAt()));
        assertThat(intent.kind()).isEqualTo(Kind.FALLBACK);
        assertThat(intent.sentence()).contains("not acknowledged for 20 min", Mrkdwn.mention(BEN));
    }

    @Test
    void without_a_fallback_person_in_the_policy_by_then_nobody_is_called() {
        assertThat(over(due(FALLBACK, FALLBACK.dueAt(), Optional.empty()))).contains("names no fallback person");
    }

    @Test
    void a_timer_of_an_incident_that_somebody_took_is_over() {
        tale.acknowledged();
        assertThat(over(due(REPEAT, TEN_PAST))).isEqualTo("it is acknowledged");
        tale.resolved();
        assertThat(over(due(REPEAT, TEN_PAST))).isEqualTo("it is resolved");
    }

    @Test
    void a_timer_of_an_incident_that_became_less_grave_is_over() {
        tale.becomes(Priority.P2);
        assertThat(over(due(REPEAT, TEN_PAST))).isEqualTo("its priority is P2 now");
    }

    @Test
    void a_timer_of_an_incident_that_was_merged_is_over() {
        tale.mergedInto("inc-other");
        assertThat(due(REPEAT, TEN_PAST)).isInstanceOf(DueTimer.Over.class);
    }

    @Test
    void a_timer_waits_for_the_end_of_a_snooze() {
        Instant until = TEN_PAST.plusSeconds(600);
        tale.snoozedUntil(until);
        assertThat(due(REPEAT, TEN_PAST)).isEqualTo(new DueTimer.Later(until));
        assertThat(due(REPEAT, until)).isInstanceOf(DueTimer.Tell.class);
    }

    private DueTimer due(Timer timer, Instant now) {
        return due(timer, now, Optional.of(BEN));
    }

    private DueTimer due(Timer timer, Instant now, Optional<String> fallback) {
        Escalation escalation = new Escalation(EnumSet.of(Priority.P0), Duration.ofMinutes(10), fallback);
        Told told = Told.NOTHING.after(2, tale.headline());
        return Teller.whenDue(told, timer, new Circumstances(now, Destination.DEFAULT, Optional.of(ADA), escalation));
    }

    private static Intent said(DueTimer due) {
        return ((DueTimer.Tell) due).intent();
    }

    private static String over(DueTimer due) {
        return ((DueTimer.Over) due).reason();
    }
}
