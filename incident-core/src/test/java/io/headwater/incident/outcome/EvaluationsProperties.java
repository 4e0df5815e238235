package io.headwater.incident.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.outcome.CheckRow.Evaluation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The block says what a sorted map would. */
final class EvaluationsProperties {
    @Property
    void the_last_ten_are_kept_by_time_and_one_of_the_same_time_gives_way(@ForAll("heard") List<Evaluation> heard) {
        Evaluations kept = Evaluations.NONE;
        TreeMap<Instant, Evaluation> expected = new TreeMap<>();
        for (Evaluation evaluation : heard) {
            kept = kept.with(evaluation);
            expected.put(evaluation.at(), evaluation);
            if (expected.size() > Evaluations.MOST) {
                expected.pollFirstEntry();
            }
            assertThat(kept).containsExactlyElementsOf(expected.values());
        }
        assertThat(Evaluations.of(new ArrayList<>(kept))).isEqualTo(kept);
    }

    @Provide
    Arbitrary<List<Evaluation>> heard() {
        Arbitrary<Instant> times = Combinators.combine(
                        Arbitraries.longs().between(-3, 30),
                        Arbitraries.integers().between(0, 999_999_999))
                .as((second, nano) -> Instant.ofEpochSecond(second, nano % 3 == 0 ? 0 : nano));
        return Combinators.combine(times, Arbitraries.of(true, false))
                .as(Evaluation::new)
                .list()
                .ofMaxSize(40);
    }
}
