package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.simulator.Mix;
import io.headwater.simulator.Night;
import io.headwater.simulator.PlainGrouping;
import io.headwater.simulator.Score;
import io.headwater.simulator.Storm;
import org.junit.jupiter.api.Test;

/** The whole engine in a few simulated storms; {@code deploy/headwater bench core} takes hundreds. The scores are printed. */
class StormTest {
    private static final int STORMS = 25;

    @Test
    void one_cause_without_noise_is_one_incident_with_the_right_root() {
        Score engine = play(Mix.PLAIN.ofSize(120));

        assertThat(engine.f1PerStorm()).isGreaterThanOrEqualTo(0.98);
        assertThat(engine.rootRight()).isGreaterThanOrEqualTo(0.95);
        assertThat(engine.causesWithoutGroup()).isZero();
    }

    @Test
    void overlapping_causes_with_noise_are_told_apart_better_than_by_plain_rules() {
        Mix mix = Mix.FULL.ofSize(120);
        Score engine = play(mix);
        Score rules = new Score();
        for (long seed = 0; seed < STORMS; seed++) {
            Storm storm = Storm.of(seed, mix);
            PlainGrouping.BY_RULES.score(storm, Night.play(storm), rules);
        }
        System.out.println("plain rules:  " + rules);

        assertThat(engine.f1PerStorm()).isGreaterThan(rules.f1PerStorm()).isGreaterThanOrEqualTo(0.85);
        assertThat(engine.rootRight()).isGreaterThan(rules.rootRight()).isGreaterThanOrEqualTo(0.80);
        assertThat(engine.causesWithoutGroup()).isZero();
    }

    private static Score play(Mix mix) {
        Score engine = new Score();
        for (long seed = 0; seed < STORMS; seed++) {
            StormedEngine.score(Storm.of(seed, mix), new InMemoryTriageState(), engine);
        }
        System.out.println("the engine:   " + engine);
        return engine;
    }
}
