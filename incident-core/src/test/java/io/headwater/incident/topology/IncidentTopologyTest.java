package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentSnapshot;
import io.headwater.incident.topology.mapping.EventReading;
import io.headwater.incident.topology.mapping.SnapshotMapping;
import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.AssetStatus;
import io.headwater.schema.AssetType;
import io.headwater.schema.ConsumedRun;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.Decision;
import io.headwater.schema.DecisionKind;
import io.headwater.schema.Health;
import io.headwater.schema.OrderEntry;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.Policy;
import io.headwater.schema.Priority;
import io.headwater.schema.TimerFired;
import io.headwater.schema.command.Acknowledge;
import io.headwater.schema.command.CommandMeta;
import io.headwater.schema.command.Declare;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From outcomes in to events out, through stores, timers and mappings. */
final class IncidentTopologyTest {
    private static final String RAW = "table:shop.raw.payments";
    private static final String MART = "table:shop.core.payments";
    private static final String BOARD = "dashboard:looker:1";

    private Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_failure_opens_an_incident_that_is_announced_after_group_wait() {
        warehouse();
        fails("freshness", RAW);
        List<IncidentEvent> opened = events();
        assertThat(opened).hasAtLeastOneElementOfType(IncidentEvent.IncidentOpened.class);
        assertThat(opened).hasAtLeastOneElementOfType(IncidentEvent.AlertAttached.class);

        bench.pass(Duration.ofSeconds(35));
        assertThat(opened.stream().anyMatch(IncidentEvent.IncidentAnnounced.class::isInstance)
                        || events().stream().anyMatch(IncidentEvent.IncidentAnnounced.class::isInstance))
                .isTrue();
    }

    @Test
    void failures_with_one_cause_are_one_incident_whose_snapshot_is_the_fold_of_its_events() {
        warehouse();
        fails("volume", MART);
        bench.pass(Duration.ofSeconds(1));
        fails("freshness", RAW);
        bench.pass(Duration.ofSeconds(60));

        List<IncidentEvent> events = events();
        assertThat(events)
                .extracting(event -> event.meta().incident())
                .containsOnly(events.get(0).meta().incident());
        List<SpecificRecord> snapshots = bench.values(Topics.INCIDENTS);
        IncidentSnapshot last = SnapshotMapping.toCore(
                (io.headwater.schema.incident.IncidentSnapshot) snapshots.get(snapshots.size() - 1));
        assertThat(last).isEqualTo(IncidentSnapshot.of(Incident.fold(events)));
        assertThat(last.headline().rootCauses()).containsExactly(RAW);
        assertThat(last.headline().impact().dashboardCount()).isEqualTo(1);
    }

    @Test
    void incident_events_carry_what_a_subscriber_filters_by() {
        warehouse();
        fails("freshness", RAW);

        List<TestRecord<String, byte[]>> records = bench.records(Topics.INCIDENT_EVENTS);
        assertThat(records).isNotEmpty().allSatisfy(record -> {
            assertThat(record.key()).startsWith(Bench.WORKSPACE + "|");
            assertThat(record.timestamp()).isEqualTo(bench.now().toEpochMilli());
            assertThat(EventHeaders.get(record.headers(), EventHeaders.WORKSPACE))
                    .contains(Bench.WORKSPACE);
            assertThat(EventHeaders.get(record.headers(), EventHeaders.STATUS)).contains("TRIGGERED");
            assertThat(EventHeaders.get(record.headers(), EventHeaders.PRIORITY))
                    .isPresent();
            assertThat(EventHeaders.get(record.headers(), "ce_type")).isPresent();
            assertThat(record.value().length).isLessThanOrEqualTo(Topic.MAX_RECORD_BYTES);
        });
        assertThat(records)
                .extracting(
                        record -> EventHeaders.get(record.headers(), "ce_id").orElseThrow())
                .doesNotHaveDuplicates();
    }

    @Test
    void passing_outcomes_turn_everything_green() {
        warehouse();
        fails("freshness", RAW);
        bench.pass(Duration.ofSeconds(60));
        assertThat(statuses(BOARD)).last().isEqualTo(Health.DEGRADED);

        bench.send(Topics.ALERTS, "freshness", bench.outcome(Bench.WORKSPACE, "freshness", RAW, OutcomeStatus.PASSED));
        bench.pass(Duration.ofSeconds(1));
        assertThat(events()).hasAtLeastOneElementOfType(IncidentEvent.Resolved.class);
        assertThat(statuses(BOARD)).last().isEqualTo(Health.UP);
    }

    @Test
    void a_command_is_decided_and_its_fate_told() {
        warehouse();
        fails("freshness", RAW);
        String incident = events().get(0).meta().incident();
        bench.values(Topics.DECISIONS);

        acknowledge(incident, "c1");
        assertThat(events()).singleElement().isInstanceOf(IncidentEvent.Acknowledged.class);
        assertThat(decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.getSubject()).isEqualTo("c1");
            assertThat(decision.getKind()).isEqualTo(DecisionKind.ACCEPTED);
        });

        acknowledge(incident, "c2");
        assertThat(events()).isEmpty();
        assertThat(decisions()).singleElement().satisfies(decision -> assertThat(decision.getKind())
                .isEqualTo(DecisionKind.REJECTED));
    }

    @Test
    void a_timer_that_fires_is_on_record_between_the_inputs() {
        bench.asset(RAW, AssetType.SOURCE);
        fails("freshness", RAW);
        bench.pass(Duration.ofSeconds(60));

        List<OrderEntry> order =
                bench.values(Topics.ORDER).stream().map(OrderEntry.class::cast).toList();
        assertThat(order).extracting(OrderEntry::getStep).hasAtLeastOneElementOfType(TimerFired.class);
        for (int i = 0; i < order.size(); i++) {
            assertThat(order.get(i).getSequence()).isEqualTo(i);
        }
    }

    @Test
    void what_is_due_before_an_input_arrives_fires_before_it_however_late_the_task_is() {
        bench.asset(RAW, AssetType.SOURCE);
        fails("freshness", RAW);
        bench.pass(Duration.ofSeconds(28));
        // An input just before, and the wall clock leaves the timers to the backlog that it stands for.
        bench.asset(MART, AssetType.TABLE, RAW);
        bench.values(Topics.ORDER);
        bench.skip(Duration.ofSeconds(4));
        assertThat(events()).noneMatch(IncidentEvent.IncidentAnnounced.class::isInstance);
        fails("volume", MART);
        bench.pass(Duration.ofSeconds(1));

        List<Object> steps = bench.values(Topics.ORDER).stream()
                .map(entry -> ((OrderEntry) entry).getStep())
                .toList();
        assertThat(steps.get(0)).isInstanceOf(ConsumedRun.class);
        assertThat(steps.subList(1, steps.size() - 1))
                .hasOnlyElementsOfType(TimerFired.class)
                .extracting(step -> ((TimerFired) step).getDueAt())
                .isSorted()
                .contains(Bench.START.plusSeconds(30));
        assertThat(steps.get(steps.size() - 1)).isInstanceOf(ConsumedRun.class);
    }

    @Test
    void a_policy_is_in_force_from_the_next_input_and_an_older_version_changes_nothing() {
        policy(2, "P4");
        policy(1, "P0");
        warehouse();
        fails("freshness", RAW);

        assertThat(events())
                .filteredOn(IncidentEvent.PriorityChanged.class::isInstance)
                .allSatisfy(event -> assertThat(((IncidentEvent.PriorityChanged) event).priority())
                        .hasToString("P4"))
                .isNotEmpty();
    }

    @Test
    void an_input_whose_outputs_cannot_be_written_is_a_dead_letter_and_leaves_no_trace() {
        eventsWithPoisonAreTooLarge();
        warehouse();
        fails("poison", RAW);

        assertThat(bench.values(Topics.DEAD_LETTER)).singleElement().satisfies(letter -> {
            assertThat(((DeadLetter) letter).getStage()).isEqualTo("process");
            assertThat(((DeadLetter) letter).getReason())
                    .contains("OversizedRecord")
                    .contains("524289 bytes");
        });
        assertThat(bench.values(Topics.INCIDENTS)).isEmpty();

        fails("freshness", RAW);
        List<IncidentEvent> events = events();
        assertThat(events.get(0)).isInstanceOf(IncidentEvent.IncidentOpened.class);
        assertThat(Incident.fold(events).alerts()).containsOnlyKeys("monte-carlo/freshness");
    }

    @Test
    void a_command_on_which_the_engine_fails_is_refused_as_well() {
        eventsWithPoisonAreTooLarge();
        Actor ada = new Actor(ActorKind.PERSON, "0123456789abcdef", "api");
        CommandMeta meta = new CommandMeta(Bench.WORKSPACE, "c-1", "inc-1", ada, bench.now(), null);
        bench.send(Topics.COMMANDS, "inc-1", new Declare(meta, "poison", List.of(), Priority.UNKNOWN, ""));

        assertThat(bench.values(Topics.DEAD_LETTER)).hasSize(1);
        assertThat(decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.getSubject()).isEqualTo("c-1");
            assertThat(decision.getKind()).isEqualTo(DecisionKind.REJECTED);
            assertThat(decision.getReason()).startsWith("Headwater failed on it and has done nothing: OversizedRecord");
        });
    }

    private void eventsWithPoisonAreTooLarge() {
        bench.close();
        PlainAvroFormat plain = new PlainAvroFormat();
        bench = new Bench(new RecordFormat() {
            @Override
            public byte[] encode(Topic topic, SpecificRecord value) {
                byte[] bytes = plain.encode(topic, value);
                boolean poison =
                        topic.equals(Topics.INCIDENT_EVENTS) && value.toString().contains("poison");
                return poison ? new byte[Topic.MAX_RECORD_BYTES + 1] : bytes;
            }

            @Override
            public SpecificRecord decode(String topic, byte[] bytes) {
                return plain.decode(topic, bytes);
            }
        });
    }

    private void warehouse() {
        bench.asset(RAW, AssetType.SOURCE);
        bench.asset(MART, AssetType.TABLE, RAW);
        bench.asset(BOARD, AssetType.DASHBOARD, MART);
    }

    private void fails(String check, String urn) {
        bench.send(Topics.ALERTS, check, bench.outcome(Bench.WORKSPACE, check, urn, OutcomeStatus.FAILED));
    }

    private void acknowledge(String incident, String id) {
        Actor ada = new Actor(ActorKind.PERSON, "0123456789abcdef", "api");
        CommandMeta meta = new CommandMeta(Bench.WORKSPACE, id, incident, ada, bench.now(), null);
        bench.send(Topics.COMMANDS, incident, new Acknowledge(meta));
    }

    private void policy(long version, String priority) {
        String rule = "{\"name\":\"all\",\"when\":\"true\",\"priority\":\"%s\",\"because\":\"so\"}".formatted(priority);
        String document = "{\"kind\":\"priority\",\"name\":\"default\",\"spec\":{\"rules\":[" + rule + "]}}";
        Policy policy = Policy.newBuilder()
                .setWorkspace(Bench.WORKSPACE)
                .setKind("priority")
                .setName("default")
                .setVersion(version)
                .setDocument(document)
                .setAppliedAt(bench.now())
                .build();
        bench.send(Topics.POLICIES, "priority/default/" + version, policy);
    }

    private List<IncidentEvent> events() {
        return bench.values(Topics.INCIDENT_EVENTS).stream()
                .map(EventReading::toCore)
                .toList();
    }

    private List<Decision> decisions() {
        return bench.values(Topics.DECISIONS).stream().map(Decision.class::cast).toList();
    }

    private List<Health> statuses(String urn) {
        return bench.values(Topics.ASSET_STATUS).stream()
                .map(AssetStatus.class::cast)
                .filter(status -> status.getUrn().equals(urn))
                .map(AssetStatus::getStatus)
                .toList();
    }
}
