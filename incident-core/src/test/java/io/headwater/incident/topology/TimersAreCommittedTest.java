package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.topology.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from time alone is visible as soon as what follows from an input. */
final class TimersAreCommittedTest {
    private static final long NOW = Duration.ofDays(20_000).toMillis();

    @TempDir
    Path dir;

    @Test
    void a_quiet_task_commits_when_a_timer_fired_and_only_then() {
        Quiet context = new Quiet(dir);
        new RecordOrder(new PlainAvroFormat(), Map.of()).init(context);

        assertThat(context.commitsAfterTick()).isFalse();
        context.due = true;
        assertThat(context.commitsAfterTick()).isTrue();
        context.due = false;
        assertThat(context.commitsAfterTick()).isFalse();
    }

    /** A task without inputs, whose engine fires a timer whenever one is due. */
    private static final class Quiet extends MockProcessorContext<Object, Object> {
        private boolean due;

        Quiet(Path dir) {
            super(new Properties(), new TaskId(0, 0), dir.toFile());
            setCurrentSystemTimeMs(NOW);
            for (StoreBuilder<?> builder : List.of(Stores.order().withLoggingDisabled(), Stores.commits())) {
                StateStore store = builder.build();
                store.init(getStateStoreContext(), store);
                addStateStore(store);
            }
        }

        @Override
        public <K, V> void forward(Record<K, V> record, String childName) {
            if (due && record.value() instanceof Step.TimePassed passed) {
                passed.order().fired("bench|announce", Instant.ofEpochMilli(NOW));
            }
        }

        boolean commitsAfterTick() {
            resetCommit();
            // The first tick finds out that the task is quiet.
            for (int i = 0; i < 2; i++) {
                scheduledPunctuators().stream()
                        .filter(scheduled -> scheduled.getInterval().equals(CommitPace.TICK))
                        .forEach(scheduled -> scheduled.getPunctuator().punctuate(NOW));
            }
            return committed();
        }
    }
}
