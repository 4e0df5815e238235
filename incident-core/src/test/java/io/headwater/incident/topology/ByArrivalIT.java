package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.backtest.BacktestReport;
import io.headwater.incident.backtest.BacktestText;
import io.headwater.incident.backtest.Trial;
import io.headwater.incident.backtest.Window;
import io.headwater.incident.backtest.run.Stage;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetFacet;
import io.headwater.schema.AssetType;
import io.headwater.schema.AssetView;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.SubjectRef;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Inputs that no task ever took up, in topics without an order between them. */
final class ByArrivalIT {
    private static final String WORKSPACE = "cold";
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
    private static final String TABLE = "table:orders";
    private static Rig rig;

    @BeforeAll
    static void send() {
        rig = new Rig("by-arrival");
        rig.send(alert("b", 60));
        rig.send(alert("a", 60));
        rig.send(alert("earlier than those ahead", 30));
        rig.send(asset("table:late", 90));
        rig.send(asset(TABLE, 90));
        rig.send(view(60));
        rig.send(alert("last", 120));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void what_is_not_on_record_is_taken_by_timestamp_topic_partition_offset() {
        List<String> taken = new ArrayList<>();
        Map<String, PartitionTail> tails = new HashMap<>();
        Map<String, ByArrival.Range> all = new HashMap<>();
        for (Topic topic : List.of(Topics.VIEWS, Topics.ASSETS, Topics.ALERTS)) {
            PartitionTail tail = new PartitionTail(
                    rig.bootstrap(), topic.name(), RecordKey.partitionOf(WORKSPACE, Topics.PARTITIONS));
            tails.put(topic.name(), tail);
            all.put(topic.name(), new ByArrival.Range(0, tail.end() - 1));
        }
        new ByArrival(tails, Duration.ofSeconds(30))
                .take(
                        all,
                        START.plusSeconds(119),
                        (record, arrival) -> taken.add(
                                RecordKey.parse(new String(record.key())).id()));
        tails.values().forEach(PartitionTail::close);
        assertThat(taken)
                .containsExactly(
                        "monte-carlo/b",
                        "monte-carlo/a",
                        "monte-carlo/earlier than those ahead",
                        "dashboard:sales",
                        "table:late",
                        TABLE);
    }

    @Test
    void a_back_test_plays_what_is_not_on_record_and_says_so() throws InterruptedException {
        Trial trial = new Trial(List.of(new PolicyDocument("correlation", "tried", 1, Map.of())));
        BacktestReport report = new Stage(
                        rig.bootstrap(),
                        RecordFormat.of(rig.codec),
                        new RulePriorities(new CelExpressions()::holds),
                        CelExpressions.overOutcomes()::holds,
                        Duration.ZERO)
                .backtest(
                        WORKSPACE,
                        trial,
                        new Window(Optional.empty(), Optional.empty()),
                        START.plusSeconds(3_600),
                        (records, total) -> {});
        assertThat(report.history().inputs()).isEqualTo(7);
        assertThat(report.history().unrecorded()).isEqualTo(7);
        assertThat(report.then().incidents()).isZero();
        assertThat(report.now().incidents()).isEqualTo(1);
        assertThat(report.now().alerts()).isEqualTo(4);
        assertThat(BacktestText.of(report)).contains("7 of the inputs are not on record as taken up");
    }

    private static ProducerRecord<String, byte[]> alert(String check, int second) {
        Instant at = START.plusSeconds(second);
        CheckOutcome outcome = CheckOutcome.newBuilder()
                .setWorkspace(WORKSPACE)
                .setSource("monte-carlo")
                .setCheck(check)
                .setCheckKind(CheckKind.MONITOR)
                .setSubjects(List.of(SubjectRef.newBuilder().setUrn(TABLE).build()))
                .setRun("run")
                .setStatus(OutcomeStatus.FAILED)
                .setOccurredAt(at)
                .setReceivedAt(at)
                .build();
        return rig.record(Topics.ALERTS, WORKSPACE, "monte-carlo/" + check, at, outcome);
    }

    private static ProducerRecord<String, byte[]> asset(String urn, int second) {
        AssetFacet facet = AssetFacet.newBuilder()
                .setScope("test")
                .setObservedAt(START)
                .setType(AssetType.TABLE)
                .setName(urn)
                .build();
        return rig.record(
                Topics.ASSETS, WORKSPACE, urn, START.plusSeconds(second), new Asset(WORKSPACE, urn, List.of(facet)));
    }

    private static ProducerRecord<String, byte[]> view(int second) {
        AssetView view = AssetView.newBuilder()
                .setWorkspace(WORKSPACE)
                .setAsset("dashboard:sales")
                .setViewer("0123")
                .setViewedAt(START.plusSeconds(second))
                .setViewId("v")
                .build();
        return rig.record(Topics.VIEWS, WORKSPACE, "dashboard:sales", START.plusSeconds(second), view);
    }
}
