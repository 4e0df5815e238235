package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.AssetView;
import io.headwater.schema.ConsumedRun;
import io.headwater.schema.OrderEntry;
import io.headwater.schema.OutcomeStatus;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The task's order is on record: each input once, as it was taken up. */
final class RecordOrderTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void inputs_of_one_partition_without_another_between_are_one_run() {
        passes("a", 3);
        bench.pass(Duration.ofSeconds(1));

        assertThat(runs()).containsExactly(run(Topics.ALERTS, 0, 2));
    }

    @Test
    void another_topics_input_closes_the_run() {
        passes("a", 2);
        view("v1");
        passes("b", 1);
        assertThat(runs()).containsExactly(run(Topics.ALERTS, 0, 1), run(Topics.VIEWS, 0, 0));

        bench.pass(Duration.ofSeconds(1));
        assertThat(runs()).containsExactly(run(Topics.ALERTS, 2, 2));
    }

    @Test
    void a_run_that_nobody_adds_to_is_closed_once() {
        passes("a", 1);
        bench.pass(Duration.ofSeconds(5));

        assertThat(runs()).hasSize(1);
    }

    @Test
    void an_unreadable_input_was_consumed_too() {
        bench.sendRaw(Topics.ALERTS, null, Bench.bytes("x"));
        passes("a", 1);
        bench.pass(Duration.ofSeconds(1));

        assertThat(runs()).containsExactly(run(Topics.ALERTS, 0, 1));
    }

    @Test
    void entries_count_from_zero_and_lie_on_the_tasks_partition() {
        passes("a", 1);
        view("v1");
        bench.pass(Duration.ofSeconds(1));

        List<TestRecord<String, byte[]>> records = bench.records(Topics.ORDER);
        assertThat(records).extracting(TestRecord::key).containsOnly("_|0_0");
        assertThat(records)
                .extracting(record -> ((OrderEntry) bench.format.decode("", record.value())).getSequence())
                .containsExactly(0L, 1L);
        assertThat(new ByTask().partitions("order", "_|0_7", null, 12))
                .hasValueSatisfying(p -> assertThat(p).containsExactly(7));
    }

    private void passes(String check, int times) {
        for (int i = 0; i < times; i++) {
            bench.send(Topics.ALERTS, check, bench.outcome(Bench.WORKSPACE, check, OutcomeStatus.PASSED));
        }
    }

    private void view(String id) {
        AssetView view = AssetView.newBuilder()
                .setWorkspace(Bench.WORKSPACE)
                .setAsset("table:shop.core.orders")
                .setViewer("0123")
                .setViewedAt(bench.now())
                .setViewId(id)
                .build();
        bench.send(Topics.VIEWS, "table:shop.core.orders", view);
    }

    private List<Object> runs() {
        return bench.values(Topics.ORDER).stream()
                .map(entry -> ((OrderEntry) entry).getStep())
                .toList();
    }

    private static ConsumedRun run(Topic topic, long from, long to) {
        return new ConsumedRun(topic.name(), 0, from, to);
    }
}
