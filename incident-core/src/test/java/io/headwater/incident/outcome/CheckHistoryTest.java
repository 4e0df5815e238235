package io.headwater.incident.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckHistoryTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private CheckRow row = CheckRow.of(says(OutcomeStatus.PASSED, "run-0", 0));

    @Test
    void an_episode_begins_with_the_first_bad_outcome_and_ends_with_a_pass() {
        hear(says(OutcomeStatus.FAILED, "run-1", 10));
        hear(says(OutcomeStatus.ERRORED, "run-2", 20));
        assertThat(row.episode()).map(CheckOutcome::run).contains("run-1");
        assertThat(row.passes()).isFalse();

        hear(says(OutcomeStatus.PASSED, "run-3", 30));
        assertThat(row.episode()).isEmpty();
        assertThat(row.passes()).isTrue();
        assertThat(row.lastPassedAt()).contains(START.plusSeconds(30 * 60));
    }

    @Test
    void a_skipped_outcome_is_neither_good_nor_bad_but_dates_the_check() {
        hear(says(OutcomeStatus.PASSED, "run-1", 10));
        hear(says(OutcomeStatus.SKIPPED, "run-2", 20));

        assertThat(row.passes()).isTrue();
        assertThat(row.evaluations()).hasSize(1);
        assertThat(CheckHistory.isLate(row, says(OutcomeStatus.FAILED, "run-x", 15)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "expected", "no_action_needed", "false_positive"})
    void a_sources_own_resolution_clears_whatever_the_status_says(String resolution) {
        assertThat(CheckHistory.clears(closed(resolution, OutcomeStatus.FAILED)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"investigating", "work_in_progress", "no_status"})
    void other_words_of_a_source_clear_nothing(String words) {
        assertThat(CheckHistory.clears(closed(words, OutcomeStatus.FAILED))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = OutcomeStatus.class,
            names = {"FAILED", "WARNED", "ERRORED", "SKIPPED", "UNKNOWN"})
    void nothing_but_a_pass_is_a_pass(OutcomeStatus status) {
        assertThat(CheckHistory.clears(says(status, "run-1", 0))).isFalse();
    }

    @Test
    void what_is_older_than_the_latest_is_late_and_what_is_as_old_is_not() {
        hear(says(OutcomeStatus.PASSED, "run-2", 20));

        assertThat(CheckHistory.isLate(row, says(OutcomeStatus.FAILED, "run-1", 19)))
                .isTrue();
        assertThat(CheckHistory.isLate(row, says(OutcomeStatus.FAILED, "run-1", 20)))
                .isFalse();
    }

    @Test
    void an_update_of_the_latest_is_not_late_though_it_bears_an_earlier_time() {
        hear(says(OutcomeStatus.FAILED, "run-2", 20));

        assertThat(CheckHistory.isLate(row, says(OutcomeStatus.FAILED, "run-2", 10)))
                .isFalse();
    }

    @Test
    void a_late_pass_before_the_episode_dates_the_last_pass() {
        hear(says(OutcomeStatus.FAILED, "run-2", 20));
        row = CheckHistory.amended(row, says(OutcomeStatus.PASSED, "run-1", 10));

        assertThat(row.lastPassedAt()).contains(START.plusSeconds(600));
        assertThat(row.episode()).isPresent();
        assertThat(row.latest()).map(CheckOutcome::run).contains("run-2");
    }

    @Test
    void a_late_pass_within_the_episode_dates_nothing() {
        hear(says(OutcomeStatus.FAILED, "run-1", 10));
        hear(says(OutcomeStatus.FAILED, "run-3", 30));
        row = CheckHistory.amended(row, says(OutcomeStatus.PASSED, "run-2", 20));

        assertThat(row.lastPassedAt()).isEmpty();
    }

    @Test
    void a_late_pass_older_than_the_last_one_dates_nothing() {
        hear(says(OutcomeStatus.PASSED, "run-2", 20));
        hear(says(OutcomeStatus.FAILED, "run-3", 30));
        row = CheckHistory.amended(row, says(OutcomeStatus.PASSED, "run-1", 10));

        assertThat(row.lastPassedAt()).contains(START.plusSeconds(20 * 60));
    }

    @Test
    void what_waited_is_over_once_its_check_passed() {
        CheckOutcome waiting = says(OutcomeStatus.FAILED, "run-1", 10);
        hear(waiting);
        assertThat(CheckHistory.isOver(row, waiting)).isFalse();

        hear(says(OutcomeStatus.PASSED, "run-2", 20));
        assertThat(CheckHistory.isOver(row, waiting)).isTrue();
        hear(says(OutcomeStatus.FAILED, "run-3", 30));
        assertThat(CheckHistory.isOver(row, waiting))
                .as("a new episode has begun")
                .isTrue();
        assertThat(CheckHistory.isOver(row, says(OutcomeStatus.FAILED, "run-3", 30)))
                .isFalse();
    }

    @Test
    void the_last_delivery_of_each_run_is_kept_and_whether_it_was_ever_an_alert() {
        deliver(says(OutcomeStatus.FAILED, "run-1", 10), 1);
        deliver(says(OutcomeStatus.PASSED, "run-1", 10), 2);

        assertThat(row.deliveries().size()).isEqualTo(1);
        assertThat(delivered("run-1").orElseThrow().said()).isEqualTo(2);
        assertThat(delivered("run-1").orElseThrow().alerted()).isTrue();
    }

    @Test
    void of_a_build_the_last_ten_times_it_was_skipped_are_kept() {
        CheckOutcome skipped = says(OutcomeStatus.SKIPPED, "run-1", 10);
        row = CheckHistory.heard(row, skipped);
        assertThat(row.skips()).isEmpty();

        CheckRow build = CheckRow.of(skipped);
        for (int minute = 0; minute < 12; minute++) {
            CheckOutcome again = says(OutcomeStatus.SKIPPED, "run-" + minute, minute)
                    .about(skipped.id(), "model", CheckKind.BUILD, skipped.subjects());
            build = CheckHistory.heard(CheckHistory.heard(build, again), again);
        }
        assertThat(build.skips()).hasSize(10).startsWith(START.plusSeconds(120)).endsWith(START.plusSeconds(660));
    }

    @Test
    void deliveries_are_forgotten_after_thirty_days_and_beyond_sixty() {
        deliver(says(OutcomeStatus.PASSED, "old", 0), 1);
        Instant later = START.plus(CheckHistory.REMEMBERED).plusSeconds(1);
        deliver(says(OutcomeStatus.PASSED, "new", 0), 2, later);
        assertThat(row.deliveries().size()).isEqualTo(1);
        assertThat(delivered("new")).isPresent();

        for (int i = 0; i < 100; i++) {
            deliver(says(OutcomeStatus.PASSED, "run-" + i, 0), 3, later);
        }
        assertThat(row.deliveries().size()).isEqualTo(60);
        assertThat(delivered("run-99")).isPresent();
        assertThat(delivered("run-39")).isEmpty();
    }

    @Test
    void flapping_counts_changes_among_the_last_ten_evaluations() {
        for (int i = 0; i < 12; i++) {
            hear(says(i % 2 == 0 ? OutcomeStatus.PASSED : OutcomeStatus.FAILED, "run-" + i, i));
        }

        assertThat(row.evaluations()).hasSize(10);
        assertThat(CheckHistory.transitions(row, START.plusSeconds(12 * 60))).isEqualTo(9);
    }

    @Test
    void a_check_that_goes_from_bad_to_bad_does_not_change() {
        for (OutcomeStatus status : List.of(OutcomeStatus.FAILED, OutcomeStatus.WARNED, OutcomeStatus.ERRORED)) {
            hear(says(status, "run-" + status, status.ordinal()));
        }

        assertThat(CheckHistory.transitions(row, START.plusSeconds(3600))).isZero();
    }

    @Test
    void changes_over_a_day_ago_do_not_count() {
        for (int i = 0; i < 6; i++) {
            hear(says(i % 2 == 0 ? OutcomeStatus.PASSED : OutcomeStatus.FAILED, "run-" + i, i * 60));
        }

        assertThat(CheckHistory.transitions(row, START.plus(Duration.ofHours(6))))
                .isEqualTo(5);
        assertThat(CheckHistory.transitions(row, START.plus(Duration.ofHours(28))))
                .isEqualTo(2);
        assertThat(CheckHistory.transitions(row, START.plus(Duration.ofHours(30))))
                .isZero();
    }

    @Test
    void two_words_at_one_time_are_one_evaluation() {
        hear(says(OutcomeStatus.FAILED, "run-1", 10));
        hear(says(OutcomeStatus.PASSED, "run-1", 10));

        assertThat(row.evaluations()).containsExactly(new CheckRow.Evaluation(START.plusSeconds(600), true));
    }

    @Test
    void the_digest_tells_deliveries_apart_by_what_they_say_alone() {
        CheckOutcome one = says(OutcomeStatus.FAILED, "run-1", 10);

        assertThat(one.occurringAt(one.occurredAt()).digest()).isEqualTo(one.digest());
        assertThat(says(OutcomeStatus.WARNED, "run-1", 10).digest()).isNotEqualTo(one.digest());
        assertThat(says(OutcomeStatus.FAILED, "run-1", 11).digest()).isNotEqualTo(one.digest());
    }

    private void hear(CheckOutcome outcome) {
        row = CheckHistory.heard(row, outcome);
    }

    private void deliver(CheckOutcome outcome, long said) {
        deliver(outcome, said, START);
    }

    private void deliver(CheckOutcome outcome, long said, Instant at) {
        long run = Deliveries.numbered(outcome.run());
        row = CheckHistory.delivered(row, outcome, run, row.deliveries().latest(run), said, at);
    }

    private Optional<CheckRow.Delivery> delivered(String run) {
        return row.deliveries().latest(Deliveries.numbered(run));
    }

    private static CheckOutcome says(OutcomeStatus status, String run, int minutes) {
        return outcome(status, run, START.plusSeconds(minutes * 60L), Optional.empty());
    }

    private static CheckOutcome closed(String resolution, OutcomeStatus status) {
        return outcome(status, "run-1", START, Optional.of(resolution));
    }

    private static CheckOutcome outcome(OutcomeStatus status, String run, Instant at, Optional<String> resolution) {
        return new CheckOutcome(
                new CheckId("dbt", "unique"),
                "unique",
                CheckKind.DATA_TEST,
                List.of(),
                run,
                OptionalInt.empty(),
                status,
                Severity.UNKNOWN,
                at,
                at,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                resolution,
                Optional.empty(),
                "d",
                new TreeMap<>());
    }
}
