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
import io.headwater.incident.incident.PriorityReason;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.incident.triage.PriorityRules;
import io.headwater.incident.triage.PriorityVerdict;
import io.headwater.schema.Alias;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetFacet;
import io.headwater.schema.AssetType;
import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.SubjectRef;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A week that lived, through a kill -9, is played again from where it lies: as it was, and under other policies. */
final class BacktestIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Window ALL = new Window(Optional.empty(), Optional.empty());
    private static final PriorityRules RULES = new RulePriorities(new CelExpressions()::holds);
    private static final List<String> WORKSPACES = List.of("week-0", "week-1", "week-2", "week-3", "week-4", "week-5");
    private static final String GAPPY = IntStream.iterate(0, n -> n + 1)
            .mapToObj(n -> "gappy-" + n)
            .filter(BacktestIT::isAlone)
            .findFirst()
            .orElseThrow();
    private static Rig rig;
    private static Instant asOf;
    private static Map<String, Long> ends;

    @BeforeAll
    static void live() {
        rig = new Rig("backtest");
        LoudWeek week = new LoudWeek(23);
        describedTooLate();
        rig.startStreams(2);
        week.days(0, 2, rig);
        rig.killStreams();
        week.days(2, 4, rig);
        rig.startStreams(2);
        week.days(4, 5, rig);
        await("everything that was sent is on record, and nothing is due any more")
                .atMost(SOON)
                .during(Duration.ofSeconds(5))
                .until(BacktestIT::allIsOnRecord);
        rig.stopStreams();
        asOf = Instant.now();
        ends = ends();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void a_replay_says_what_the_log_says_to_the_byte() throws InterruptedException {
        long events = 0;
        for (String workspace : WORKSPACES) {
            ReplayReport report = stage(RULES).replay(workspace, Optional.empty(), (records, total) -> {});
            assertThat(report.identical()).as(ReplayText.of(report)).isTrue();
            assertThat(report.history().inputs()).isPositive();
            events += report.events();
        }
        long said = rig.committed(Topics.INCIDENT_EVENTS).stream()
                .filter(event -> !event.key().startsWith(GAPPY))
                .count();
        assertThat(events).isEqualTo(said);
    }

    @Test
    void a_replay_by_another_engine_says_where_it_differs_first() throws InterruptedException {
        PriorityRules others = (facts, policies) -> {
            PriorityVerdict verdict = RULES.evaluate(facts, policies);
            return new PriorityVerdict(
                    verdict.priority(), List.of(new PriorityReason("other", "facts")), verdict.policies());
        };
        ReplayReport report = stage(others).replay(WORKSPACES.get(0), Optional.empty(), (records, total) -> {});
        assertThat(report.identical()).isFalse();
        ReplayReport.Difference difference = report.difference().orElseThrow();
        assertThat(difference.position()).isPositive();
        assertThat(difference.replayed().orElseThrow()).contains("\"other\"");
        assertThat(difference.lived().orElseThrow()).doesNotContain("\"other\"");
        assertThat(ReplayText.of(report)).contains("incident " + difference.incident());
    }

    @Test
    void a_back_test_under_the_same_policies_changes_nothing() throws InterruptedException {
        int incidents = 0;
        for (String workspace : WORKSPACES) {
            BacktestReport report = backtest(workspace, policy("correlation", Map.of("groupWait", "PT30S")));
            assertThat(report.unchanged()).as(BacktestText.of(report)).isTrue();
            assertThat(report.now()).isEqualTo(report.then());
            assertThat(report.grouping().onlyThen() + report.grouping().onlyNow())
                    .isZero();
            incidents += report.then().incidents();
        }
        assertThat(incidents).isGreaterThan(10);
    }

    @Test
    void another_group_wait_tells_later_and_changes_nothing_else() throws InterruptedException {
        BacktestReport report = backtest("week-1", policy("correlation", Map.of("groupWait", "PT45M")));
        assertThat(report.differences().byKind().keySet()).containsExactly("announced");
        assertThat(report.differences().items())
                .allSatisfy(incident -> assertThat(incident.changes().get(0).then())
                        .isNotEqualTo(incident.changes().get(0).now()));
        assertThat(report.grouping().parted() + report.grouping().joined()).isZero();
    }

    @Test
    void other_rules_of_priority_change_the_priorities_and_say_by_which_rule() throws InterruptedException {
        Map<String, Object> rule = Map.of("name", "calm", "when", "true", "priority", "P4", "because", "calm");
        BacktestReport report = backtest("week-2", policy("priority", Map.of("rules", List.of(rule))));
        assertThat(report.now().byPriority()).containsOnlyKeys("P4");
        assertThat(report.then().byPriority()).doesNotContainKey("P4");
        assertThat(report.differences().byKind().get("priority"))
                .isEqualTo(report.then().incidents());
        assertThat(report.differences().items().get(0).changes().get(0).because())
                .startsWith("rule")
                .contains("calm");
    }

    @Test
    void what_is_silenced_all_along_opens_nothing() throws InterruptedException {
        BacktestReport report = backtest(
                "week-3",
                policy(
                        "silence",
                        Map.of(
                                "assets",
                                List.of("table:w.raw"),
                                "until",
                                "2099-01-01T00:00:00Z",
                                "author",
                                "ada",
                                "reason",
                                "ever")));
        assertThat(report.then().incidents()).isPositive();
        assertThat(report.now().incidents()).isZero();
        assertThat(report.differences().byKind().get("gone")).isPositive();
        assertThat(report.differences().items().get(0).changes().get(0).because())
                .contains("in no incident");
        assertThat(report.commandsWithoutIncident()).isPositive();
    }

    @Test
    void where_descriptions_are_gone_the_first_that_is_left_stands_from_the_beginning() throws InterruptedException {
        ReplayReport report = stage(RULES).replay(GAPPY, Optional.empty(), (records, total) -> {});
        assertThat(report.history().replaced()).isEqualTo(1);
        assertThat(ReplayText.of(report)).contains("1 earlier descriptions of assets were replaced");
        ReplayReport.Difference difference = report.difference().orElseThrow();
        assertThat(difference.lived().orElseThrow())
                .as("it waited for its asset")
                .contains("IncidentOpened", "timer parked");
        assertThat(difference.replayed().orElseThrow())
                .contains("IncidentOpened", "\"cause\": \"monte-carlo/volume/run\"");
        assertThat(report.parted())
                .as("what follows a difference follows from it")
                .isEmpty();
    }

    @Test
    void neither_a_replay_nor_a_back_test_writes_to_any_topic() throws InterruptedException {
        stage(RULES).replay("week-4", Optional.empty(), (records, total) -> {});
        backtest("week-4", policy("correlation", Map.of("groupWait", "PT5M")));
        assertThat(ends()).isEqualTo(ends);
    }

    private static BacktestReport backtest(String workspace, PolicyDocument policy) throws InterruptedException {
        return stage(RULES).backtest(workspace, new Trial(List.of(policy)), ALL, asOf, (records, total) -> {});
    }

    private static PolicyDocument policy(String kind, Map<String, Object> spec) {
        return new PolicyDocument(kind, "tried", 1, spec);
    }

    private static Stage stage(PriorityRules rules) {
        return new Stage(
                rig.bootstrap(),
                RecordFormat.of(rig.codec),
                rules,
                CelExpressions.overOutcomes()::holds,
                Duration.ZERO);
    }

    private static Map<String, Long> ends() {
        Map<String, Long> ends = new TreeMap<>();
        Topics.all().forEach(topic -> rig.ends(topic).forEach((partition, end) -> ends.put(partition.toString(), end)));
        return ends;
    }

    /**
     * In a workspace whose partition is nobody else's: the topic of assets has a gap, as where a description was replaced,
     * then a check fails on an asset that is described only later.
     */
    private static void describedTooLate() {
        Instant start = Instant.parse("2026-03-02T00:00:00Z");
        rig.sendInTransaction(rig.record(Topics.ASSETS, GAPPY, "table:a", start, asset("table:a")));
        CheckOutcome fails = CheckOutcome.newBuilder()
                .setWorkspace(GAPPY)
                .setSource("monte-carlo")
                .setCheck("volume")
                .setCheckKind(CheckKind.MONITOR)
                .setSubjects(List.of(
                        SubjectRef.newBuilder().setNames(List.of("mc:table:b")).build()))
                .setRun("run")
                .setStatus(OutcomeStatus.FAILED)
                .setOccurredAt(start)
                .setReceivedAt(start)
                .build();
        rig.send(rig.record(Topics.ALERTS, GAPPY, "monte-carlo/volume", start.plusSeconds(60), fails));
        rig.send(rig.record(Topics.ASSETS, GAPPY, "table:b", start.plusSeconds(86_400), asset("table:b")));
    }

    private static Asset asset(String urn) {
        AssetFacet facet = AssetFacet.newBuilder()
                .setScope("test")
                .setObservedAt(Instant.EPOCH)
                .setType(AssetType.TABLE)
                .setName(urn)
                .setAliases(List.of(new Alias("mc", urn)))
                .build();
        return new Asset(GAPPY, urn, List.of(facet));
    }

    private static boolean isAlone(String workspace) {
        int partition = RecordKey.partitionOf(workspace, Topics.PARTITIONS);
        return WORKSPACES.stream().noneMatch(week -> RecordKey.partitionOf(week, Topics.PARTITIONS) == partition);
    }

    private static boolean allIsOnRecord() {
        return rig.allIsOnRecord(List.of(Topics.ALERTS, Topics.ASSETS, Topics.VIEWS, Topics.POLICIES, Topics.COMMANDS));
    }
}
