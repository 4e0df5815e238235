package io.headwater.incident.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Grouping and naming on simulated storms, against plain grouping by asset. The figures are printed. */
class StormTest {
    private static final String HEAD = "%-44s %6s %6s %6s %6s".formatted("grouping", "F1", "pairs", "root", "inc/c");

    @Test
    void one_cause_without_noise_is_one_incident_with_the_right_root() {
        Result result = storms(300, 1, 1, 0, 0, CorrelationPolicy.DEFAULTS);
        print("one cause, no noise", result);

        assertThat(result.weighed.rootRight()).isGreaterThanOrEqualTo(0.95);
        assertThat(result.weighed.f1()).isGreaterThanOrEqualTo(0.97);
        assertThat(result.weighed.f1OverPairs()).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void one_to_four_causes_with_noise_are_mostly_told_apart() {
        Result result = storms(300, 1, 4, 0, 3, CorrelationPolicy.DEFAULTS);
        print("1-4 causes, 0-3 noisy checks", result);

        assertThat(result.weighed.f1()).isGreaterThan(result.byAsset.f1() + 0.3);
        assertThat(result.weighed.rootRight()).isGreaterThan(result.byAsset.rootRight());
        assertThat(result.weighed.f1()).isGreaterThanOrEqualTo(0.85);
        assertThat(result.weighed.rootRight()).isGreaterThanOrEqualTo(0.85);
    }

    record Result(StormScore weighed, StormScore byAsset) {}

    static Result storms(
            int count, int minCauses, int maxCauses, int minNoise, int maxNoise, CorrelationPolicy policy) {
        Result result = new Result(new StormScore(), new StormScore());
        for (int seed = 0; seed < count; seed++) {
            SplittableRandom random = new SplittableRandom(1_000 + seed);
            int assets = 40 + random.nextInt(161);
            int causes = minCauses + random.nextInt(maxCauses - minCauses + 1);
            int noise = minNoise + random.nextInt(maxNoise - minNoise + 1);
            Storm storm = new Storm(seed, assets, causes, noise);
            StormNight night = new StormNight(storm, policy);
            night.play();
            score(storm, night, result);
        }
        return result;
    }

    private static void score(Storm storm, StormNight night, Result result) {
        Map<Failure, String> incidents = new HashMap<>();
        Map<String, String> roots = new HashMap<>();
        for (OpenStory story : night.shift.open()) {
            story.failures().forEach(failure -> incidents.put(failure, story.incident()));
            roots.put(story.incident(), story.cause());
        }
        assertThat(incidents.keySet()).containsExactlyInAnyOrderElementsOf(night.truth.keySet());
        result.weighed.add(storm, night.truth, incidents::get, roots::get);
        result.byAsset.add(storm, night.truth, failure -> failure.assets().get(0), asset -> asset);
    }

    static void print(String title, Result result) {
        System.out.println(HEAD + "   " + title);
        System.out.println(result.byAsset.row("by asset"));
        System.out.println(result.weighed.row("weighing the evidence"));
    }
}
