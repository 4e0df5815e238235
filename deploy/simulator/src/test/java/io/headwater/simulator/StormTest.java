package io.headwater.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StormTest {
    private static final Mix SMALL = Mix.FULL.ofSize(80);

    @Test
    void the_same_seed_gives_the_same_night_and_another_seed_another() {
        assertThat(Night.play(Storm.of(7, SMALL))).isEqualTo(Night.play(Storm.of(7, SMALL)));
        assertThat(Night.play(Storm.of(7, SMALL))).isNotEqualTo(Night.play(Storm.of(8, SMALL)));
    }

    @Test
    void what_fails_for_a_cause_lies_on_it_or_below_it_and_not_before_it() {
        for (long seed = 0; seed < 20; seed++) {
            Storm storm = Storm.of(seed, Mix.VARIED.ofSize(80));
            for (Evaluation one : Night.play(storm)) {
                for (int number : one.causes()) {
                    Cause cause = storm.causes().get(number);
                    assertThat(storm.isBelow(one.watch().asset(), cause.asset()))
                            .isTrue();
                    assertThat(one.at()).isAfterOrEqualTo(Night.MIDNIGHT.plusSeconds(60L * cause.minute()));
                    assertThat(one.status()).isEqualTo(Evaluation.Status.FAILED);
                }
            }
        }
    }

    @Test
    void trouble_below_shows_only_after_the_build_that_carried_it() {
        int below = 0;
        for (long seed = 0; seed < 10; seed++) {
            Storm storm = Storm.of(seed, SMALL.exactly(1, 0));
            Cause cause = storm.causes().get(0);
            Instant broke = Night.MIDNIGHT.plusSeconds(60L * cause.minute());
            Map<Integer, Instant> firstRun = new HashMap<>();
            List<Evaluation> said = Night.play(storm);
            for (Evaluation one : said) {
                if (one.watch().kind() == Watch.Kind.BUILD && !one.at().isBefore(broke)) {
                    firstRun.merge(one.watch().asset(), one.at(), (a, b) -> a.isBefore(b) ? a : b);
                }
            }
            for (Evaluation one : said) {
                if (!one.causes().isEmpty() && one.watch().asset() != cause.asset()) {
                    below++;
                    assertThat(one.at())
                            .isAfterOrEqualTo(firstRun.get(one.watch().asset()));
                }
            }
        }
        assertThat(below).isPositive();
    }

    @Test
    void monitors_speak_only_when_something_changes() {
        Map<Watch, Evaluation.Status> last = new HashMap<>();
        Set<String> delivered = new HashSet<>();
        for (Evaluation one : Night.play(Storm.of(11, SMALL.exactly(4, 3)))) {
            if (one.watch().kind() == Watch.Kind.MONITOR && delivered.add(one.run())) {
                assertThat(one.status()).isNotEqualTo(last.getOrDefault(one.watch(), Evaluation.Status.PASSED));
                last.put(one.watch(), one.status());
            }
        }
        assertThat(last).isNotEmpty();
    }

    @Test
    void a_mix_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> new Mix(40, 30, 1, 1, 0, 0, false))
                .hasMessageContaining("assets")
                .hasMessageContaining("40 to 30");
    }

    @Test
    void who_groups_by_the_truth_scores_one() {
        Score truth = new Score();
        for (long seed = 0; seed < 40; seed++) {
            Storm storm = Storm.of(seed, SMALL);
            truth.add(storm, Night.play(storm), one -> Optional.of("cause " + one.causes()), group -> storm.warehouse()
                    .urn(storm.causes()
                            .get(Integer.parseInt(group.replaceAll("\\D", "")))
                            .asset()));
        }
        assertThat(truth.f1PerStorm()).isEqualTo(1);
        assertThat(truth.f1OverPairs()).isEqualTo(1);
        assertThat(truth.rootRight()).isEqualTo(1);
        assertThat(truth.groupsPerCause()).isEqualTo(1);
        assertThat(truth.causesWithoutGroup()).isZero();
    }

    @Test
    void who_groups_nothing_leaves_every_cause_without_a_group() {
        Score nothing = new Score();
        Storm storm = Storm.of(5, SMALL.exactly(3, 0));
        nothing.add(storm, Night.play(storm), one -> Optional.empty(), group -> "");
        assertThat(nothing.causesWithoutGroup())
                .isEqualTo(nothing.visibleCauses())
                .isPositive();
        assertThat(nothing.rootRight()).isZero();
    }

    @Test
    void plain_grouping_is_scored_between_nothing_and_the_truth() {
        for (PlainGrouping grouping : PlainGrouping.values()) {
            Score score = new Score();
            for (long seed = 0; seed < 20; seed++) {
                Storm storm = Storm.of(seed, SMALL);
                grouping.score(storm, Night.play(storm), score);
            }
            assertThat(score.f1OverPairs()).as(grouping.name()).isStrictlyBetween(0.0, 1.0);
            assertThat(score.causesWithoutGroup()).isZero();
        }
    }
}
