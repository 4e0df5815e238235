package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.topology.store.StoredRow;
import io.headwater.schema.AssetType;
import io.headwater.schema.CheckpointPart;
import io.headwater.schema.CheckpointTaken;
import io.headwater.schema.OutcomeStatus;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointerTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_checkpoint_is_taken_a_week_after_the_last_and_holds_all_that_is_kept() {
        bench.asset("table:shop.core.orders", AssetType.TABLE);
        fails("volume");
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.values(Topics.CHECKPOINTS)).isEmpty();

        fails("freshness");
        bench.skip(Duration.ofDays(7));
        fails("what comes after the cut");
        bench.pass(Duration.ofSeconds(2));
        List<SpecificRecord> said = bench.values(Topics.CHECKPOINTS);
        CheckpointTaken taken = (CheckpointTaken) said.get(said.size() - 1);
        List<StoredRow> rows = new ArrayList<>();
        CheckpointParts.Reader reader = new CheckpointParts.Reader(rows::add);
        said.stream()
                .filter(CheckpointPart.class::isInstance)
                .map(CheckpointPart.class::cast)
                .forEach(reader::take);
        reader.end();
        assertThat(taken.getParts()).isEqualTo(said.size() - 1);
        assertThat(taken.getRows()).isEqualTo(rows.size());
        assertThat(rows)
                .filteredOn(row -> row.store().equals("checks"))
                .extracting(StoredRow::key)
                .containsExactlyInAnyOrder("monte-carlo/volume", "monte-carlo/freshness");
        assertThat(rows).allMatch(row -> row.workspace().equals(Bench.WORKSPACE));
        assertThat(rows).extracting(StoredRow::store).contains("lineage", "incidents-by-id", "timers");

        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.values(Topics.CHECKPOINTS)).isEmpty();
        bench.skip(Duration.ofDays(7));
        fails("schema");
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.values(Topics.CHECKPOINTS)).isNotEmpty();
    }

    private void fails(String check) {
        bench.send(Topics.ALERTS, "monte-carlo/" + check, bench.outcome(Bench.WORKSPACE, check, OutcomeStatus.FAILED));
    }
}
