package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.incident.IncidentCommand.Acknowledge;
import io.headwater.incident.incident.IncidentCommand.Close;
import io.headwater.incident.incident.IncidentCommand.Declare;
import io.headwater.incident.incident.IncidentCommand.Merge;
import io.headwater.incident.incident.IncidentCommand.Reopen;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentCommand.Snooze;
import io.headwater.incident.incident.IncidentCommand.Split;
import io.headwater.incident.incident.IncidentEvent.Acknowledged;
import io.headwater.incident.incident.IncidentEvent.IncidentAnnounced;
import io.headwater.incident.incident.IncidentEvent.SnoozeEnded;
import io.headwater.incident.incident.IncidentStatus;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.status.Health;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What people ask, what becomes of it, and what is recorded of that. */
class CommandTest {
    private final Night night =
            Night.over("raw.orders > stg_orders > orders > board > dash:ceo_1", "hr > payroll > dash:wages");

    @Test
    void a_command_is_answered_with_the_version_it_led_to() {
        String id = failing();
        night.ask(new Acknowledge(night.by("ada", id)));

        assertThat(night.decided(Output.Kind.ACCEPTED)).singleElement().satisfies(decided -> {
            assertThat(decided.subject()).isEqualTo("command-1");
            assertThat(decided.incident()).contains(id);
            assertThat(decided.version())
                    .isEqualTo(OptionalLong.of(night.incident().version()));
        });
    }

    @Test
    void a_command_that_comes_twice_is_answered_twice_and_decided_once() {
        IncidentCommand acknowledge = new Acknowledge(night.by("ada", failing()));
        night.ask(acknowledge).ask(acknowledge);

        assertThat(night.decided(Output.Kind.ACCEPTED)).hasSize(2);
        assertThat(night.decided(Output.Kind.REJECTED)).isEmpty();
        assertThat(night.events(Acknowledged.class)).hasSize(1);
    }

    @Test
    void a_refusal_is_repeated_as_it_was_though_the_state_has_moved_on() {
        String id = failing();
        IncidentCommand reopen = new Reopen(night.by("ada", id), "");
        night.ask(reopen);
        night.ask(new Resolve(night.by("ada", id), "done"));
        night.ask(reopen);

        assertThat(night.decided(Output.Kind.REJECTED))
                .extracting(Output.Decided::reason)
                .containsExactly(
                        "cannot reopen " + id + ": it is triggered", "cannot reopen " + id + ": it is triggered");
        assertThat(night.incident().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void a_command_about_no_incident_is_refused() {
        night.ask(new Acknowledge(night.by("ada", "inc-none")));

        assertThat(night.decided(Output.Kind.REJECTED)).singleElement().satisfies(decided -> {
            assertThat(decided.reason()).isEqualTo("there is no incident inc-none");
            assertThat(decided.incident()).isEmpty();
        });
        assertThat(night.incidents()).isEmpty();
    }

    @Test
    void an_incident_is_declared_without_any_alert() {
        night.ask(new Declare(
                night.by("ada", ""), "Board looks wrong", List.of("dbt:model.board"), Priority.UNKNOWN, "since noon"));

        Incident declared = night.incident();
        assertThat(declared.declaredBy()).isPresent();
        assertThat(declared.alerts()).isEmpty();
        assertThat(declared.rootCauses()).containsExactly(Warehouse.urn("board"));
        assertThat(declared.suspected()).isTrue();
        assertThat(declared.impact().dashboardCount()).isEqualTo(1);
        assertThat(declared.priority()).as("a tier-1 dashboard hangs on it").isEqualTo(Priority.P0);
        assertThat(night.events(IncidentAnnounced.class)).hasSize(1);
    }

    @Test
    void a_declared_priority_holds() {
        night.ask(new Declare(
                night.by("ada", ""), "Board looks wrong", List.of("dbt:model.board"), Priority.P3, "since noon"));

        assertThat(night.incident().priority()).isEqualTo(Priority.P3);
        assertThat(night.incident().priorityBy()).isPresent();
    }

    @Test
    void a_declaration_needs_a_title_and_an_id_of_its_own() {
        night.ask(new Declare(night.by("ada", ""), " ", List.of(), Priority.P3, ""));
        night.ask(new Declare(night.by("ada", failing()), "Again", List.of(), Priority.P3, ""));

        assertThat(night.decided(Output.Kind.REJECTED))
                .extracting(Output.Decided::reason)
                .containsExactly(
                        "declare needs a title",
                        "there is an incident " + night.incident().id() + " already");
    }

    @Test
    void a_declared_incident_is_not_resolved_by_machine() {
        night.ask(new Declare(night.by("ada", ""), "Board looks wrong", List.of(), Priority.P3, ""));
        night.until("+1 02:00");

        assertThat(night.incident().isOpen()).isTrue();
    }

    @Test
    void a_snooze_ends_by_itself() {
        String id = failing();
        night.ask(new Snooze(night.by("ada", id), Warehouse.at("04:00"), "asleep"));
        night.until("03:59");
        assertThat(night.incident().snoozedUntil()).contains(Warehouse.at("04:00"));

        night.until("04:00");
        assertThat(night.incident().snoozedUntil()).isEmpty();
        assertThat(night.events(SnoozeEnded.class))
                .singleElement()
                .satisfies(event -> assertThat(event.meta().at()).isEqualTo(Warehouse.at("04:00")));
    }

    @Test
    void of_two_snoozes_the_later_word_holds() {
        String id = failing();
        night.ask(new Snooze(night.by("ada", id), Warehouse.at("04:00"), ""));
        night.ask(new Snooze(night.by("ada", id), Warehouse.at("05:00"), ""));
        night.until("04:30");

        assertThat(night.incident().snoozedUntil()).contains(Warehouse.at("05:00"));
    }

    @Test
    void a_snooze_is_over_with_its_incident_and_nothing_is_said_of_it() {
        String id = failing();
        night.ask(new Snooze(night.by("ada", id), Warehouse.at("04:00"), "asleep"));
        night.ask(new Resolve(night.by("ada", id), "reloaded"));
        assertThat(night.incident().snoozedUntil()).isEmpty();
        night.ask(new Reopen(night.by("ada", id), "no, it is not"));
        night.until("05:00");

        assertThat(night.events(SnoozeEnded.class)).isEmpty();
    }

    @Test
    void a_command_is_known_again_for_thirty_days_and_then_forgotten() {
        String id = failing();
        IncidentCommand acknowledge = new Acknowledge(night.by("ada", id));
        night.ask(acknowledge);
        night.until(night.now().plus(Duration.ofDays(30)));
        night.ask(acknowledge);
        assertThat(night.decided(Output.Kind.ACCEPTED)).hasSize(2);
        assertThat(night.state.index().startingWith(Keys.prefix(Keys.COMMAND))).hasSize(1);

        night.until(night.now().plus(Duration.ofDays(2)));
        assertThat(night.state.index().startingWith(Keys.prefix(Keys.COMMAND))).isEmpty();
        assertThat(night.state.index().startingWith(Keys.prefix(Keys.COMMAND_DAY)))
                .isEmpty();
        assertThat(night.state.timers().due(Keys.timer(Keys.FORGET_COMMAND, "")))
                .isEmpty();
    }

    @Test
    void what_a_person_resolved_frees_its_assets_and_what_fails_on_takes_them_back() {
        String id = failing();
        night.ask(new Resolve(night.by("ada", id), "reloaded"));
        assertThat(night.status("orders")).isEqualTo(Health.UP);

        night.ask(new Reopen(night.by("ada", id), "no, it is not"));
        assertThat(night.status("orders")).isEqualTo(Health.DOWN);
        assertThat(night.incident().failingCheckCount()).isEqualTo(1);
    }

    @Test
    void an_incident_cannot_be_merged_into_itself_into_none_or_into_one_that_is_over() {
        String id = failing();
        night.hear("02:16", Say.monitor("payroll").failed("mc-2", "02:15"));
        String other = night.holding("monte-carlo/volume_payroll").id();
        night.ask(new Close(night.by("ada", other), ""));
        night.ask(new Merge(night.by("ada", id), id, ""));
        night.ask(new Merge(night.by("ada", id), "inc-none", ""));
        night.ask(new Merge(night.by("ada", id), other, ""));

        assertThat(night.decided(Output.Kind.REJECTED))
                .extracting(Output.Decided::reason)
                .containsExactly(
                        "the two are one incident already: " + id,
                        "there is no incident inc-none",
                        "cannot merge: " + other + " is closed");
    }

    @Test
    void a_split_takes_some_of_the_checks_and_leaves_some() {
        String id = failing();
        night.ask(new Split(night.by("ada", id), List.of("monte-carlo/volume_orders"), ""));
        night.ask(new Split(night.by("ada", id), List.of(), ""));
        night.ask(new Split(night.by("ada", id), List.of("dbt/none"), ""));

        assertThat(night.decided(Output.Kind.REJECTED))
                .extracting(Output.Decided::reason)
                .containsExactly(
                        "a split takes some of the checks of " + id + " and leaves some",
                        "a split takes some of the checks of " + id + " and leaves some",
                        id + " holds no failing check dbt/none");
    }

    private String failing() {
        night.hear("02:15", Say.monitor("orders").failed("mc-1", "02:14"));
        return night.incident().id();
    }
}
