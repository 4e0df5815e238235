package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.schema.AssetView;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.ConsumedRun;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.OrderEntry;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.SubjectRef;
import io.headwater.stack.HeadwaterStack;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The topology on a real broker that dies, with a process that dies, a registry that restarts and records that are bad. */
final class TopologyIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Instant NIGHT = Instant.parse("2026-03-02T03:00:00Z");
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = new Rig("topology");
        System.out.println("first start of the topology: " + rig.startStreams().toMillis() + " ms");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void the_order_log_lists_every_input_once_and_in_order_across_kill_9_and_a_broker_that_dies() {
        outcomes("order", 0, 200);
        rig.killStreams();
        outcomes("order", 200, 250);
        System.out.println("start after kill -9: " + rig.startStreams().toMillis() + " ms");
        outcomes("order", 250, 400);
        rig.killBroker();
        rig.startBroker();
        outcomes("order", 400, 500);

        await().atMost(SOON).untilAsserted(this::theOrderIsWhole);
    }

    @Test
    void a_poisoned_record_becomes_a_dead_letter_and_the_partition_moves_on() {
        rig.send(new ProducerRecord<>(Topics.ALERTS.name(), RecordKey.of("poison", "t"), new byte[] {1, 2, 3}));
        outcomes("poison", 0, 1);

        await().atMost(SOON).untilAsserted(() -> assertThat(rig.values(Topics.DEAD_LETTER))
                .extracting(letter -> (DeadLetter) letter)
                .filteredOn(letter -> letter.getWorkspace().equals("poison"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getStage()).isEqualTo("decode")));
        await().atMost(SOON).untilAsserted(this::theOrderIsWhole);
    }

    @Test
    void an_outcome_on_a_foreign_partition_is_moved_once() {
        int right = RecordKey.partitionOf("stray", Topics.PARTITIONS);
        byte[] value = rig.codec.encode(Topics.ALERTS, outcome("stray", 0, OutcomeStatus.PASSED));
        rig.send(new ProducerRecord<>(
                Topics.ALERTS.name(), (right + 1) % Topics.PARTITIONS, RecordKey.of("stray", "check-0"), value));

        await().atMost(SOON).untilAsserted(() -> assertThat(strays()).hasSize(2));
        ConsumerRecord<String, byte[]> moved = strays().stream()
                .filter(record -> record.partition() == right)
                .findFirst()
                .orElseThrow();
        assertThat(EventHeaders.get(moved.headers(), EventHeaders.MOVED_FROM)).isPresent();
        assertThat(moved.value()).isEqualTo(value);
        await().atMost(SOON).untilAsserted(this::theOrderIsWhole);
        assertThat(strays()).hasSize(2);
    }

    @Test
    void a_registry_that_restarts_delays_and_makes_no_dead_letter() {
        rig.stopStreams();
        CheckOutcome outcome = outcome("registry", 1, OutcomeStatus.PASSED);
        rig.send(Topics.ALERTS, "registry", "check-1", outcome);
        HeadwaterStack.shared().stopRegistry();
        rig.launchStreams();
        HeadwaterStack.shared().startRegistry();

        await().atMost(SOON).untilAsserted(this::theOrderIsWhole);
        assertThat(rig.values(Topics.DEAD_LETTER))
                .extracting(letter -> (DeadLetter) letter)
                .filteredOn(letter -> letter.getWorkspace().equals("registry")
                        && letter.getStage().equals("decode"))
                .isEmpty();
    }

    private List<ConsumerRecord<String, byte[]>> strays() {
        return rig.committed(Topics.ALERTS).stream()
                .filter(record -> String.valueOf(record.key()).startsWith("stray|"))
                .toList();
    }

    private void outcomes(String workspace, int from, int to) {
        for (int i = from; i < to; i++) {
            rig.send(
                    Topics.ALERTS,
                    workspace + i % 7,
                    "check-" + i,
                    outcome(workspace + i % 7, i, OutcomeStatus.PASSED));
            if (i % 10 == 0) {
                AssetView view = AssetView.newBuilder()
                        .setWorkspace(workspace + i % 7)
                        .setAsset("table:shop.core.orders")
                        .setViewer("0123")
                        .setViewedAt(NIGHT.plusSeconds(i))
                        .setViewId("v" + i)
                        .build();
                rig.send(Topics.VIEWS, workspace + i % 7, "table:shop.core.orders", view);
            }
        }
    }

    private static CheckOutcome outcome(String workspace, int i, OutcomeStatus status) {
        return CheckOutcome.newBuilder()
                .setWorkspace(workspace)
                .setSource("monte-carlo")
                .setCheck("check-" + i)
                .setCheckKind(CheckKind.MONITOR)
                .setSubjects(List.of(
                        SubjectRef.newBuilder().setUrn("table:shop.core.orders").build()))
                .setRun("run-" + i)
                .setStatus(status)
                .setOccurredAt(NIGHT.plusSeconds(i))
                .setReceivedAt(NIGHT.plusSeconds(i))
                .build();
    }

    /** Every record on every input partition is in exactly one run, and each task's runs go forward. */
    private void theOrderIsWhole() {
        Map<String, List<OrderEntry>> byTask = new TreeMap<>();
        rig.values(Topics.ORDER).forEach(value -> {
            OrderEntry entry = (OrderEntry) value;
            byTask.computeIfAbsent(entry.getTask(), task -> new ArrayList<>()).add(entry);
        });
        Map<String, Long> reached = new HashMap<>();
        Map<String, List<ConsumedRun>> runs = new HashMap<>();
        byTask.forEach((task, entries) -> {
            for (int i = 0; i < entries.size(); i++) {
                assertThat(entries.get(i).getSequence())
                        .as("sequence of task " + task)
                        .isEqualTo(i);
                if (entries.get(i).getStep() instanceof ConsumedRun run) {
                    String place = run.getTopic() + "-" + run.getPartition();
                    assertThat(task).endsWith("_" + run.getPartition());
                    assertThat(run.getFrom())
                            .isLessThanOrEqualTo(run.getTo())
                            .isGreaterThan(reached.getOrDefault(place, -1L));
                    reached.put(place, run.getTo());
                    runs.computeIfAbsent(place, p -> new ArrayList<>()).add(run);
                }
            }
        });
        for (Topic topic : List.of(Topics.ALERTS, Topics.VIEWS)) {
            for (ConsumerRecord<String, byte[]> record : rig.committed(topic)) {
                String place = record.topic() + "-" + record.partition();
                assertThat(runs.getOrDefault(place, List.of()))
                        .as("runs with offset " + record.offset() + " of " + place)
                        .filteredOn(run -> run.getFrom() <= record.offset() && record.offset() <= run.getTo())
                        .hasSize(1);
            }
        }
    }
}
