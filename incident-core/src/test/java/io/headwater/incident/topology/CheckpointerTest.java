package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.topology.store.StoredRow;
import io.headwater.schema.AssetType;
import io.headwater.schema.CheckpointPart;
import io.headwater.schema.CheckpointTaken;
import io.headwater.schema.OutcomeStatus;
import io.headwater.topics.RegistryUnavailable;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointerTest {
    private final AtomicBoolean away = new AtomicBoolean();
    private final Bench bench = new Bench(new Format());

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

    @Test
    void a_large_one_follows_bit_by_bit_and_holds_nothing_from_after_its_cut() {
        String longName = "x".repeat(1_500);
        for (int i = 0; i < 400; i++) {
            bench.asset("table:" + i + longName, AssetType.TABLE);
        }
        bench.pass(Duration.ofSeconds(1));
        bench.skip(Duration.ofDays(7));
        bench.asset("table:after", AssetType.TABLE);
        bench.pass(Checkpointer.TICK.multipliedBy(2));
        List<SpecificRecord> said = new ArrayList<>(bench.values(Topics.CHECKPOINTS));
        assertThat(said).isNotEmpty().allMatch(CheckpointPart.class::isInstance);

        bench.pass(Duration.ofSeconds(3));
        said.addAll(bench.values(Topics.CHECKPOINTS));
        CheckpointTaken taken = (CheckpointTaken) said.remove(said.size() - 1);
        List<StoredRow> rows = new ArrayList<>();
        CheckpointParts.Reader reader = new CheckpointParts.Reader(rows::add);
        said.forEach(part -> reader.take((CheckpointPart) part));
        reader.end();
        assertThat(taken.getRows()).isEqualTo(rows.size());
        assertThat(rows).filteredOn(row -> row.store().equals("lineage")).hasSize(400);
    }

    @Test
    void while_the_registry_does_not_answer_the_engine_goes_on_and_the_checkpoint_waits() {
        fails("volume");
        bench.pass(Duration.ofSeconds(1));
        away.set(true);
        bench.skip(Duration.ofDays(7));
        bench.pass(Duration.ofSeconds(2));
        fails("freshness");
        assertThat(bench.values(Topics.CHECKPOINTS)).isEmpty();
        assertThat(bench.values(Topics.INCIDENT_EVENTS)).isNotEmpty();

        away.set(false);
        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.values(Topics.CHECKPOINTS))
                .as("not asked for again at once")
                .isEmpty();
        bench.pass(Duration.ofSeconds(40));
        List<SpecificRecord> said = bench.values(Topics.CHECKPOINTS);
        assertThat(said.get(said.size() - 1)).isInstanceOf(CheckpointTaken.class);
    }

    /** Knows no schema of a checkpoint while the registry is away. */
    private final class Format implements RecordFormat {
        private final PlainAvroFormat plain = new PlainAvroFormat();

        @Override
        public byte[] encode(Topic topic, SpecificRecord value) {
            if (away.get() && topic.equals(Topics.CHECKPOINTS)) {
                throw new RegistryUnavailable("the registry is away", null);
            }
            return plain.encode(topic, value);
        }

        @Override
        public SpecificRecord decode(String topic, byte[] bytes) {
            return plain.decode(topic, bytes);
        }
    }

    private void fails(String check) {
        bench.send(Topics.ALERTS, "monte-carlo/" + check, bench.outcome(Bench.WORKSPACE, check, OutcomeStatus.FAILED));
    }
}
