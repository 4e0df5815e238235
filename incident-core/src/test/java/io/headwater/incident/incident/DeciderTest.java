package io.headwater.incident.incident;

import static io.headwater.incident.incident.IncidentStatus.ACKNOWLEDGED;
import static io.headwater.incident.incident.IncidentStatus.CLOSED;
import static io.headwater.incident.incident.IncidentStatus.MITIGATED;
import static io.headwater.incident.incident.IncidentStatus.RESOLVED;
import static io.headwater.incident.incident.IncidentStatus.TRIGGERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.incident.IncidentCommand.Acknowledge;
import io.headwater.incident.incident.IncidentCommand.AddNote;
import io.headwater.incident.incident.IncidentCommand.Assign;
import io.headwater.incident.incident.IncidentCommand.Close;
import io.headwater.incident.incident.IncidentCommand.Declare;
import io.headwater.incident.incident.IncidentCommand.Link;
import io.headwater.incident.incident.IncidentCommand.Merge;
import io.headwater.incident.incident.IncidentCommand.Mitigate;
import io.headwater.incident.incident.IncidentCommand.RedactNote;
import io.headwater.incident.incident.IncidentCommand.Reopen;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentCommand.SetPriority;
import io.headwater.incident.incident.IncidentCommand.Snooze;
import io.headwater.incident.incident.IncidentCommand.Split;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeciderTest {
    @ParameterizedTest
    @EnumSource(
            value = IncidentStatus.class,
            names = {"ACKNOWLEDGED", "MITIGATED", "RESOLVED", "CLOSED"})
    void what_the_state_forbids_is_refused_with_the_state_in_words(IncidentStatus status) {
        assertThat(Case.in(status).refusal(Acknowledge::new))
                .isEqualTo("cannot acknowledge inc-1: it is " + status.words());
    }

    @Test
    void each_move_is_refused_by_its_own_name() {
        assertThat(Case.in(MITIGATED).refusal(meta -> new Mitigate(meta, "")))
                .isEqualTo("cannot mitigate inc-1: it is mitigated");
        assertThat(Case.in(CLOSED).refusal(meta -> new Resolve(meta, "")))
                .isEqualTo("cannot resolve inc-1: it is closed");
        assertThat(Case.in(CLOSED).refusal(meta -> new Close(meta, ""))).isEqualTo("cannot close inc-1: it is closed");
        assertThat(Case.in(TRIGGERED).refusal(meta -> new Reopen(meta, "")))
                .isEqualTo("cannot reopen inc-1: it is triggered");
    }

    @Test
    void whoever_acknowledges_is_kept_with_the_time_until_it_is_reopened() {
        Case night = Case.opened();
        night.ask(Acknowledge::new);

        assertThat(night.incident.status()).isEqualTo(ACKNOWLEDGED);
        assertThat(night.incident.acknowledgedBy()).contains(Case.ADA);
        assertThat(night.incident.acknowledgedAt()).contains(night.now);

        night.ask(meta -> new Resolve(meta, "reloaded"));
        assertThat(night.incident.resolvedAt()).contains(night.now);
        assertThat(night.incident.resolvedBy()).contains(Case.ADA);

        night.ask(meta -> new Reopen(meta, "not over"));
        assertThat(night.incident.status()).isEqualTo(TRIGGERED);
        assertThat(night.incident.acknowledgedBy()).isEmpty();
        assertThat(night.incident.resolvedAt()).isEmpty();
        assertThat(night.incident.resolvedBy()).isEmpty();
    }

    @Test
    void closing_what_was_resolved_keeps_when_it_was_resolved() {
        Case night = Case.in(RESOLVED);
        Optional<java.time.Instant> resolved = night.incident.resolvedAt();
        night.ask(meta -> new Close(meta, "reviewed"));

        assertThat(night.incident.resolvedAt()).isEqualTo(resolved);
    }

    @Test
    void nothing_can_be_asked_of_an_incident_that_is_not_there() {
        assertThat(Case.none().refusal(Acknowledge::new)).isEqualTo("there is no incident inc-1");
    }

    @Test
    void nothing_can_be_asked_of_a_merged_incident_but_of_the_one_it_lives_on_in() {
        Case night = Case.opened().happens(meta -> new IncidentEvent.MergedInto(meta, "inc-0", "", Optional.empty()));

        assertThat(night.refusal(meta -> new Reopen(meta, ""))).isEqualTo("inc-1 was merged into inc-0");
        assertThat(night.incident.status()).isEqualTo(CLOSED);
        assertThat(night.incident.isOpen()).isFalse();
    }

    @Test
    void a_command_that_expects_another_version_is_refused_with_both() {
        Case night = Case.in(ACKNOWLEDGED);

        assertThat(night.refusal(OptionalLong.of(1), meta -> new Resolve(meta, "")))
                .isEqualTo("inc-1 has moved on: it is at version 2, not 1");
        assertThat(night.ask(OptionalLong.of(2), meta -> new Resolve(meta, ""))).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void an_event_bears_the_time_of_arrival_and_the_command_that_brought_it_about() {
        Case night = Case.opened();
        night.ask(Acknowledge::new);

        EventMeta meta = night.events.get(1).meta();
        assertThat(meta.at()).isEqualTo(night.now);
        assertThat(meta.cause()).isEqualTo("c-1");
        assertThat(meta.eventId()).isEqualTo("inc-1-2");
    }

    @Test
    void assigning_to_the_same_person_twice_is_refused_and_to_another_is_not() {
        Case night = Case.opened();
        night.ask(meta -> new Assign(meta, "grace"));

        assertThat(night.refusal(meta -> new Assign(meta, "grace")))
                .isEqualTo("inc-1 is already assigned to that person");
        assertThat(night.refusal(meta -> new Assign(meta, " "))).isEqualTo("assign names nobody");
        night.ask(meta -> new Assign(meta, "ada"));
        assertThat(night.incident.assignee()).contains("ada");
    }

    @Test
    void a_note_is_added_once_and_redacted_once() {
        Case night = Case.opened();
        night.ask(meta -> new AddNote(meta, "n-1", "reloading"));

        assertThat(night.refusal(meta -> new AddNote(meta, "n-1", "again"))).isEqualTo("inc-1 already has a note n-1");
        assertThat(night.refusal(meta -> new RedactNote(meta, "n-2", ""))).isEqualTo("inc-1 has no note n-2 to redact");
        night.ask(meta -> new RedactNote(meta, "n-1", "a name in it"));
        assertThat(night.incident.notes()).containsEntry("n-1", false);
        assertThat(night.refusal(meta -> new RedactNote(meta, "n-1", ""))).isEqualTo("inc-1 has no note n-1 to redact");
        assertThat(night.refusal(meta -> new AddNote(meta, "n-1", "back")))
                .as("a redacted note does not come back under its id")
                .isEqualTo("inc-1 already has a note n-1");
    }

    @Test
    void a_note_is_redacted_where_it_stands_though_the_incident_lives_on_in_another() {
        Case night = Case.opened();
        night.ask(meta -> new AddNote(meta, "n-1", "a name"));
        night.happens(meta -> new IncidentEvent.MergedInto(meta, "inc-0", "one cause", Optional.empty()));

        assertThat(night.refusal(meta -> new AddNote(meta, "n-2", "late"))).isEqualTo("inc-1 was merged into inc-0");
        night.ask(meta -> new RedactNote(meta, "n-1", ""));
        assertThat(night.incident.notes()).containsEntry("n-1", false);
        assertThat(night.incident.mergedInto()).contains("inc-0");
        assertThat(night.incident.status()).isEqualTo(CLOSED);
    }

    @Test
    void a_snooze_ends_in_the_future() {
        Case night = Case.opened();

        assertThat(night.refusal(meta -> new Snooze(meta, Case.START, "asleep")))
                .isEqualTo("snooze must end in the future: " + Case.START);
        night.ask(meta -> new Snooze(meta, Case.START.plusSeconds(3600), "asleep"));
        assertThat(night.incident.snoozedUntil()).contains(Case.START.plusSeconds(3600));
        night.happens(IncidentEvent.SnoozeEnded::new);
        assertThat(night.incident.snoozedUntil()).isEmpty();
    }

    @Test
    void there_is_nothing_to_snooze_in_what_is_over() {
        assertThat(Case.in(RESOLVED).refusal(meta -> new Snooze(meta, Case.START.plusSeconds(3600), "")))
                .isEqualTo("inc-1 is resolved: there is nothing to snooze");
    }

    @Test
    void what_a_person_says_of_priority_is_recorded_with_the_person_and_the_reason() {
        Case night = Case.opened();
        night.ask(meta -> new SetPriority(meta, Priority.P1, "the board meets at nine"));

        assertThat(night.incident.priority()).isEqualTo(Priority.P1);
        assertThat(night.incident.priorityBy()).contains(Case.ADA);
        assertThat(night.incident.priorityReasons())
                .containsExactly(new PriorityReason("set by a person", "the board meets at nine"));
        assertThat(night.refusal(meta -> new SetPriority(meta, Priority.UNKNOWN, "")))
                .isEqualTo("priority must be P0 to P4");
    }

    @Test
    void a_link_that_comes_again_with_another_status_takes_the_place_of_the_first() {
        Case night = Case.opened();
        night.ask(meta -> new Link(meta, "jira", "DATA-1", "https://jira/DATA-1", Optional.of("To Do")));
        night.ask(meta -> new Link(meta, "jira", "DATA-1", "https://jira/DATA-1", Optional.of("Done")));

        assertThat(night.incident.links())
                .containsExactly(new io.headwater.incident.incident.Link(
                        "jira", "DATA-1", "https://jira/DATA-1", Optional.of("Done")));
    }

    @Test
    void what_concerns_several_incidents_is_not_decided_about_one() {
        Case night = Case.opened();

        assertThat(night.refusal(meta -> new Merge(meta, "inc-2", "")))
                .isEqualTo("Merge concerns more than one incident");
        assertThat(night.refusal(meta -> new Split(meta, List.of("dbt/a"), "")))
                .isEqualTo("Split concerns more than one incident");
        assertThat(night.refusal(meta -> new Declare(meta, "t", List.of(), Priority.P1, "")))
                .isEqualTo("Declare concerns more than one incident");
    }
}
