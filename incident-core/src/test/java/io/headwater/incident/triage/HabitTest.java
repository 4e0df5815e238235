package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.outcome.Habit;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What incidents that are over teach of single checks, and what follows from it. */
class HabitTest {
    private final Night night = Night.over("raw > orders > money", "raw > orders > keys");
    private Instant at = Warehouse.at("02:00");
    private int runs;

    private Habit habit(Say check) {
        return night.state.checks().get(check.id().toString()).orElseThrow().habit();
    }

    private void says(boolean fails, Say... checks) {
        at = at.plus(Duration.ofHours(1));
        runs++;
        for (Say check : checks) {
            night.hear(at, check.says(fails ? OutcomeStatus.FAILED : OutcomeStatus.PASSED, "run-" + runs, at));
        }
    }

    private void flickers(Say check, int times) {
        says(false, check);
        for (int i = 0; i < times; i++) {
            // Far enough apart that it does not flap.
            at = at.plus(Duration.ofHours(30));
            says(true, check);
            says(false, check);
        }
    }

    @Test
    void a_check_that_fails_once_alone_and_passes_again_is_noise_once_more() {
        flickers(Say.monitor("keys"), 3);

        assertThat(habit(Say.monitor("keys"))).isEqualTo(new Habit(3, 0, 0, 0));
    }

    @Test
    void what_somebody_took_up_is_no_noise() {
        Say check = Say.monitor("keys");
        says(false, check);
        says(true, check);
        night.ask(
                new IncidentCommand.Acknowledge(night.by("ada", night.incident().id())));
        says(false, check);
        assertThat(habit(check)).isEqualTo(new Habit(0, 1, 0, 0));
    }

    @Test
    void an_incident_that_was_reopened_teaches_only_what_came_since() {
        says(false, Say.test("orders"), Say.monitor("money"));
        says(true, Say.test("orders"), Say.monitor("money"));
        says(false, Say.test("orders"), Say.monitor("money"));
        assertThat(habit(Say.monitor("money"))).isEqualTo(new Habit(0, 1, 1, 0));

        // Within a day it is the same incident, and it does not flap.
        at = at.plus(Duration.ofHours(22));
        says(true, Say.test("orders"));
        says(false, Say.test("orders"));
        assertThat(night.incident().alerts()).hasSize(2);
        assertThat(habit(Say.monitor("money"))).isEqualTo(new Habit(0, 1, 1, 0));
        assertThat(habit(Say.test("orders"))).isEqualTo(new Habit(1, 1, 0, 0));
    }

    @Test
    void what_lasts_is_no_noise() {
        Say check = Say.monitor("keys");
        says(false, check);
        says(true, check);
        says(true, check);
        says(false, check);
        assertThat(habit(check)).isEqualTo(new Habit(0, 1, 0, 0));
    }

    @Test
    void below_what_broke_each_check_that_failed_or_passed_meanwhile_is_counted() {
        says(false, Say.test("orders"), Say.monitor("money"), Say.monitor("keys"));
        says(true, Say.test("orders"), Say.monitor("money"));
        says(false, Say.monitor("keys"));
        says(false, Say.test("orders"), Say.monitor("money"));

        assertThat(habit(Say.test("orders"))).isEqualTo(new Habit(0, 1, 0, 0));
        assertThat(habit(Say.monitor("money"))).isEqualTo(new Habit(0, 1, 1, 0));
        assertThat(habit(Say.monitor("keys"))).isEqualTo(new Habit(0, 0, 0, 1));
    }

    @Test
    void what_was_skipped_below_what_broke_neither_failed_nor_passed() {
        Say keys = Say.test("keys");
        says(false, Say.test("orders"), Say.monitor("money"), keys);
        says(true, Say.test("orders"), Say.monitor("money"));
        night.hear(at, keys.says(OutcomeStatus.SKIPPED, "run-skipped", at));
        says(false, Say.test("orders"), Say.monitor("money"), keys);

        assertThat(habit(keys)).isEqualTo(Habit.NONE);
        assertThat(habit(Say.monitor("money"))).isEqualTo(new Habit(0, 1, 1, 0));
    }

    @Test
    void a_flaky_checks_failure_proves_little_and_stands_alone_with_the_reason() {
        says(false, Say.test("orders"));
        flickers(Say.monitor("keys"), 12);
        says(true, Say.test("orders"));
        says(true, Say.monitor("keys"));

        List<Incident> open = night.live().stream().filter(Incident::isOpen).toList();
        assertThat(open).hasSize(2).allSatisfy(incident -> assertThat(incident.alerts())
                .hasSize(1));
        assertThat(open)
                .filteredOn(incident -> incident.alerts().containsKey("monte-carlo/volume_keys"))
                .singleElement()
                .satisfies(incident -> assertThat(incident.rootCauseReason())
                        .contains("its check failed alone and passed again 11 of 11 times before"));
    }

    @Test
    void a_check_of_which_nothing_is_known_joins_what_explains_it() {
        says(false, Say.test("orders"), Say.monitor("keys"));
        says(true, Say.test("orders"));
        says(true, Say.monitor("keys"));

        assertThat(night.incident().alerts()).hasSize(2);
    }

    @Test
    void what_was_learnt_outlives_a_restart() {
        flickers(Say.monitor("keys"), 3);
        night.restart();

        assertThat(habit(Say.monitor("keys"))).isEqualTo(new Habit(3, 0, 0, 0));
    }
}
