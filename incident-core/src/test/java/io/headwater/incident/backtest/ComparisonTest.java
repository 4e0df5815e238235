package io.headwater.incident.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.backtest.BacktestReport.Change;
import io.headwater.incident.backtest.BacktestReport.Grouping;
import io.headwater.incident.incident.Priority;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Window ALL = new Window(Optional.empty(), Optional.empty());

    @Test
    void what_is_told_twice_alike_differs_in_nothing() {
        Comparison same = compare(night(), night());
        assertThat(same.differences().count()).isZero();
        assertThat(same.grouping()).isEqualTo(new Grouping(3, 1, 0, 0, 0, 0));
        assertThat(same.before()).isEqualTo(same.after());
        assertThat(same.after().alertsPerIncident()).isEqualTo(1.5);
    }

    @Test
    void alerts_that_came_after_the_last_headline_are_counted_too() {
        Told told = new Told().opened("a", 0).fails("a", "c1", 0).priority("a", Priority.P2, "any", 0);
        told.fails("a", "c2", 1).skipped("a", "c3", 1).fails("a", "c1", "run", 2);
        assertThat(compare(told, told).after().alerts()).isEqualTo(2);
    }

    @Test
    void pairs_of_failures_are_kept_parted_or_newly_together() {
        Told then = new Told()
                .opened("a", 0)
                .fails("a", "c1", 0)
                .fails("a", "c2", 0)
                .fails("a", "c3", 0);
        then.opened("b", 1).fails("b", "c4", 1);
        Told now = new Told()
                .opened("a", 0)
                .fails("a", "c1", 0)
                .fails("a", "c2", 0)
                .fails("a", "c4", 1);
        now.opened("c", 2).fails("c", "c3", 2).fails("c", "c9", 2);
        assertThat(compare(then, now).grouping()).isEqualTo(new Grouping(4, 1, 2, 2, 0, 1));
    }

    @Test
    void failures_are_where_their_incident_lives_on() {
        Told then = new Told().opened("a", 0).fails("a", "c1", 0);
        then.opened("b", 1).fails("b", "c2", 1).merged("b", "a", 2);
        Told now = new Told().opened("a", 0).fails("a", "c1", 0).fails("a", "c2", 1);
        Comparison comparison = compare(then, now);
        assertThat(comparison.grouping()).isEqualTo(new Grouping(2, 1, 0, 0, 0, 0));
        assertThat(comparison.before().merged()).isEqualTo(1);
        assertThat(comparison.before().incidents()).isEqualTo(1);
    }

    @Test
    void a_check_that_is_split_off_takes_its_failure_along() {
        Told then = new Told().opened("a", 0).fails("a", "c1", 0).fails("a", "c2", 0);
        Told now = new Told().opened("a", 0).fails("a", "c1", 0).fails("a", "c2", 0);
        now.split("a", "b", "c2", 3);
        assertThat(compare(then, now).grouping().parted()).isEqualTo(1);
    }

    @Test
    void a_check_that_breaks_again_is_another_failure_and_one_that_is_told_again_is_none() {
        Told told = new Told().opened("a", 0).fails("a", "c1", "run1", 0).fails("a", "c1", "run2", 1);
        assertThat(compare(told, told).grouping().failures()).isEqualTo(1);
        told.clears("a", "c1", 2).breaksAgain("a", "c1", "run3", 3);
        assertThat(compare(told, told).grouping().failures()).isEqualTo(2);
    }

    @Test
    void what_was_skipped_is_no_failure_until_it_fails() {
        Told told = new Told().opened("a", 0).fails("a", "c1", 0).skipped("a", "c2", 0);
        assertThat(compare(told, told).grouping().failures()).isEqualTo(1);
        told.failsAfterAll("a", "c2", 1);
        assertThat(compare(told, told).grouping().failures()).isEqualTo(2);
    }

    @Test
    void what_differs_is_said_with_both_sides_and_the_reason() {
        Told now = new Told().opened("a", 0).fails("a", "c1", 0).fails("a", "c2", 0);
        now.priority("a", Priority.P0, "tier-1", 0).announced("a", 0).caused("a", "table:raw", 1);
        now.opened("b", 5).fails("b", "c3", 5);
        assertThat(compare(night(), now).differences().items().get(0).changes())
                .containsExactly(
                        change("priority", "P2", "P0", "rule tier-1 (3 dashboards)"),
                        change("rootCause", "table:staging", "table:raw", "it explains 2 of 2"),
                        change("announced", "told after 5 min", "told at once", ""));
    }

    @Test
    void an_incident_of_one_side_says_where_its_failures_are_on_the_other() {
        Told now = new Told().opened("z", 0).fails("z", "c1", 0).priority("z", Priority.P3, "r", 0);
        List<BacktestReport.Difference> items =
                compare(night(), now).differences().items();
        assertThat(items).extracting(BacktestReport.Difference::incident).containsExactly("a", "z", "b");
        assertThat(items.get(0).changes().get(0))
                .isEqualTo(new Change(
                        "gone",
                        Optional.of("P2, told after 5 min"),
                        Optional.empty(),
                        "of its failures 1 in no incident, 1 in z \"Trouble z\""));
        assertThat(items.get(1).changes().get(0).because()).isEqualTo("of its failures 1 in a \"Trouble a\"");
    }

    @Test
    void only_what_began_within_the_window_is_compared() {
        Comparison nothing =
                new Comparison(night().tales, new Told().tales, new Window(Optional.of(Told.at(6)), Optional.empty()));
        assertThat(nothing.before().incidents()).isZero();
        assertThat(nothing.differences().count()).isZero();
        assertThat(nothing.grouping().onlyThen()).isZero();
        Comparison late = new Comparison(
                night().tales, new Told().tales, new Window(Optional.of(Told.at(5)), Optional.of(Told.at(6))));
        assertThat(late.before().incidents()).isEqualTo(1);
        assertThat(late.differences().count()).isEqualTo(1);
    }

    @Test
    void no_more_than_so_many_are_listed_and_all_are_counted() {
        Told then = new Told();
        for (int i = 0; i < Comparison.LISTED + 7; i++) {
            then.opened("i" + i, i).fails("i" + i, "c" + i, i);
        }
        BacktestReport.Differences differences = compare(then, new Told()).differences();
        assertThat(differences.count()).isEqualTo(Comparison.LISTED + 7);
        assertThat(differences.byKind()).containsEntry("gone", Comparison.LISTED + 7);
        assertThat(differences.items()).hasSize(Comparison.LISTED);
    }

    /** Two incidents: a with two failures, P2, told after five minutes; b with one. */
    private static Told night() {
        Told told = new Told().opened("a", 0).fails("a", "c1", 0).fails("a", "c2", 0);
        told.priority("a", Priority.P2, "any", 0).announced("a", 5).caused("a", "table:staging", 1);
        return told.opened("b", 5).fails("b", "c3", 5).announced("b", 6);
    }

    private static Comparison compare(Told then, Told now) {
        return new Comparison(then.tales, now.tales, ALL);
    }

    private static Change change(String what, String then, String now, String because) {
        return new Change(what, Optional.of(then), Optional.of(now), because);
    }
}
