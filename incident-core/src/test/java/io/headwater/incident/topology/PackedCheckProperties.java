package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.PackedCheck;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is kept of a check comes back from its bytes as it was. */
class PackedCheckProperties {
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void every_row_of_a_check_comes_back_as_it_was_kept(@ForAll long seed, @ForAll boolean begins) {
        CheckRow row = row(seed, begins);

        assertThat(PackedCheck.unpack(PackedCheck.pack(row))).isEqualTo(row);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void what_a_later_release_adds_at_the_end_is_passed_over(@ForAll long seed) {
        CheckRow row = row(seed, false);
        byte[] packed = PackedCheck.pack(row);

        assertThat(PackedCheck.unpack(Arrays.copyOf(packed, packed.length + 5))).isEqualTo(row);
    }

    /** As the engine keeps them: outcomes are of the row's check. */
    private static CheckRow row(long seed, boolean begins) {
        CheckRow random = new RandomValues(seed).of(CheckRow.class);
        Optional<CheckOutcome> latest = random.latest().map(outcome -> ofRow(random, outcome));
        return new CheckRow(
                random.id(),
                random.kind(),
                random.name(),
                random.assets(),
                latest,
                random.latestAt(),
                random.lastPassedAt(),
                begins ? latest : random.episode().map(outcome -> ofRow(random, outcome)),
                random.incident(),
                random.deliveries(),
                random.evaluations(),
                random.skips(),
                random.habit(),
                random.rhythm());
    }

    private static CheckOutcome ofRow(CheckRow row, CheckOutcome outcome) {
        return outcome.about(row.id(), outcome.checkName(), outcome.checkKind(), outcome.subjects());
    }
}
