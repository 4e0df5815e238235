package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.incident.backtest.BacktestReport;
import io.headwater.incident.backtest.BacktestText;
import io.headwater.incident.backtest.ReplayReport;
import io.headwater.incident.backtest.ReplayText;
import io.headwater.incident.backtest.Trial;
import io.headwater.incident.backtest.Window;
import io.headwater.incident.backtest.run.Stage;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.schema.CheckpointTaken;
import io.headwater.schema.ConsumedRun;
import io.headwater.schema.OrderEntry;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A week that lived with a checkpoint each second, through a kill -9, is played from many of them. */
final class CheckpointIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<Topic> INPUTS =
            List.of(Topics.ALERTS, Topics.ASSETS, Topics.VIEWS, Topics.POLICIES, Topics.COMMANDS);
    private static final List<String> WORKSPACES = List.of("week-1", "week-2", "week-3");
    private static Rig rig;
    private static Instant firstEvening;

    @BeforeAll
    static void live() {
        rig = new Rig("checkpoint");
        rig.checkpointsEvery(Duration.ofSeconds(1));
        LoudWeek week = new LoudWeek(29);
        rig.startStreams(2);
        for (int day = 0; day < 5; day++) {
            week.days(day, day + 1, rig);
            await("the day is on record").atMost(SOON).until(CheckpointIT::allIsOnRecord);
            Instant evening = Instant.now();
            firstEvening = day == 0 ? evening : firstEvening;
            await("a checkpoint of each evening").atMost(SOON).until(() -> WORKSPACES.stream()
                    .allMatch(workspace -> takenSince(workspace, evening)));
            if (day == 2) {
                rig.killStreams();
                rig.startStreams(2);
            }
        }
        await("nothing is due any more")
                .atMost(SOON)
                .during(Duration.ofSeconds(5))
                .until(CheckpointIT::allIsOnRecord);
        rig.stopStreams();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void a_replay_from_any_checkpoint_says_what_the_log_says_from_there_on() throws InterruptedException {
        long whole = replay("week-1", Optional.empty()).events();
        long last = whole + 1;
        int within = 0;
        Set<Long> positions = new HashSet<>();
        for (CheckpointTaken taken : checkpoints("week-1")) {
            if (!positions.add(taken.getSequence())) {
                continue;
            }
            ReplayReport report = replay("week-1", Optional.of(taken.getTakenAt()));
            assertThat(report.identical()).as(ReplayText.of(report)).isTrue();
            assertThat(report.history().checkpoint()).contains(taken.getTakenAt());
            assertThat(report.events()).isLessThanOrEqualTo(last);
            last = report.events();
            within += last > 0 && last < whole ? 1 : 0;
        }
        assertThat(within).as("one of each evening but the last").isGreaterThanOrEqualTo(4);
    }

    @Test
    void what_the_log_no_longer_holds_is_not_missed() throws InterruptedException {
        CheckpointTaken taken = inTheMidst("week-2");
        cut("week-2", taken);
        ReplayReport report = replay("week-2", Optional.empty());
        assertThat(report.identical()).as(ReplayText.of(report)).isTrue();
        assertThat(report.events()).isPositive();
        assertThat(report.history().checkpoint()).contains(taken.getTakenAt());
        assertThat(report.history().cut()).isEmpty();

        BacktestReport same = backtest("week-2", Map.of("groupWait", "PT30S"));
        assertThat(same.unchanged()).as(BacktestText.of(same)).isTrue();
        assertThat(same.history().checkpoint()).contains(taken.getTakenAt());
        assertThat(same.then().incidents()).isPositive();
        assertThat(backtest("week-2", Map.of("groupWait", "PT45M"))
                        .differences()
                        .byKind()
                        .keySet())
                .containsExactly("announced");
    }

    @Test
    void without_a_checkpoint_a_replay_says_what_it_misses_and_a_back_test_plays_it_by_arrival()
            throws InterruptedException {
        long inputs = replay("week-3", Optional.empty()).history().inputs();
        CheckpointTaken taken = inTheMidst("week-3");
        int partition = partition("week-3");
        rig.delete(
                Topics.ORDER, partition, entry(partition, taken.getSequence()).offset());
        rig.delete(Topics.CHECKPOINTS, partition, Long.MAX_VALUE);

        ReplayReport replay = replay("week-3", Optional.empty());
        assertThat(replay.identical()).isFalse();
        assertThat(replay.history().cut()).anyMatch(cut -> cut.startsWith("headwater.order.v1-" + partition));
        assertThat(replay.history().inputs()).isLessThan(inputs);

        BacktestReport backtest = backtest("week-3", Map.of("groupWait", "PT30S"));
        assertThat(backtest.history().inputs()).isEqualTo(inputs);
        assertThat(backtest.history().unrecorded())
                .isPositive()
                .isLessThan(inputs)
                .isEqualTo(before("week-3", taken));
        assertThat(backtest.now().incidents()).isEqualTo(backtest.then().incidents());
    }

    private static boolean takenSince(String workspace, Instant time) {
        return checkpoints(workspace).stream()
                .anyMatch(taken -> !taken.getTakenAt().isBefore(time));
    }

    private static ReplayReport replay(String workspace, Optional<Instant> since) throws InterruptedException {
        return stage().replay(workspace, since, (records, total) -> {});
    }

    private static BacktestReport backtest(String workspace, Map<String, Object> correlation)
            throws InterruptedException {
        Trial trial = new Trial(List.of(new PolicyDocument("correlation", "tried", 1, correlation)));
        Window all = new Window(Optional.empty(), Optional.empty());
        return stage().backtest(workspace, trial, all, Instant.now(), (records, total) -> {});
    }

    private static Stage stage() {
        return new Stage(
                rig.bootstrap(),
                RecordFormat.of(rig.codec),
                new RulePriorities(new CelExpressions()::holds),
                CelExpressions.overOutcomes()::holds,
                Duration.ZERO);
    }

    private static int partition(String workspace) {
        return RecordKey.partitionOf(workspace, Topics.PARTITIONS);
    }

    private static List<CheckpointTaken> checkpoints(String workspace) {
        List<CheckpointTaken> taken = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : rig.committed(Topics.CHECKPOINTS)) {
            if (record.partition() == partition(workspace)
                    && rig.codec.decode(record.topic(), record.value()) instanceof CheckpointTaken whole) {
                taken.add(whole);
            }
        }
        return taken;
    }

    /** That of the first evening: a day lies before it, four after. Of several within an entry of the order the last. */
    private static CheckpointTaken inTheMidst(String workspace) {
        List<CheckpointTaken> all = checkpoints(workspace);
        long entry = all.stream()
                .filter(taken -> !taken.getTakenAt().isBefore(firstEvening))
                .findFirst()
                .orElseThrow()
                .getSequence();
        return all.stream()
                .filter(taken -> taken.getSequence() == entry)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Takes from the log what retention would: all that the checkpoint makes up for. */
    private static void cut(String workspace, CheckpointTaken taken) {
        int partition = partition(workspace);
        Map<String, Long> needed = neededAfter(workspace, taken);
        rig.delete(
                Topics.ORDER, partition, entry(partition, taken.getSequence()).offset());
        for (Topic topic : List.of(Topics.ALERTS, Topics.VIEWS, Topics.COMMANDS)) {
            rig.delete(topic, partition, needed.getOrDefault(topic.name(), Long.MAX_VALUE));
        }
    }

    /** By topic, the first offset that is on record after a checkpoint. */
    private static Map<String, Long> neededAfter(String workspace, CheckpointTaken taken) {
        Map<String, Long> needed = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : order(partition(workspace))) {
            OrderEntry entry = (OrderEntry) rig.codec.decode(record.topic(), record.value());
            if (entry.getSequence() >= taken.getSequence() && entry.getStep() instanceof ConsumedRun run) {
                boolean open = entry.getSequence() == taken.getSequence() && taken.getUpTo() != null;
                needed.putIfAbsent(run.getTopic(), open ? taken.getUpTo() + 1 : run.getFrom());
            }
        }
        assertThat(needed).isNotEmpty();
        return needed;
    }

    /** How many of the workspace's inputs the order names no more, once it begins with that entry. */
    private static long before(String workspace, CheckpointTaken taken) {
        taken.setUpTo(null);
        Map<String, Long> named = neededAfter(workspace, taken);
        return INPUTS.stream()
                .flatMap(topic -> rig.committed(topic).stream())
                .filter(record -> record.key().startsWith(workspace + "|")
                        && record.offset() < named.getOrDefault(record.topic(), Long.MAX_VALUE))
                .count();
    }

    private static ConsumerRecord<String, byte[]> entry(int partition, long sequence) {
        return order(partition).stream()
                .filter(record ->
                        ((OrderEntry) rig.codec.decode(record.topic(), record.value())).getSequence() == sequence)
                .findFirst()
                .orElseThrow();
    }

    private static List<ConsumerRecord<String, byte[]>> order(int partition) {
        return rig.committed(Topics.ORDER).stream()
                .filter(record -> record.partition() == partition)
                .toList();
    }

    private static boolean allIsOnRecord() {
        return rig.allIsOnRecord(INPUTS);
    }
}
