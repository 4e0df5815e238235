package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.schema.ConsumedRun;
import io.headwater.schema.OrderEntry;
import io.headwater.schema.TimerFired;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What lived on four threads, through a kill -9, comes out of the log again to the byte, on any number of threads. */
final class ReplayIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<Topic> DECIDED =
            List.of(Topics.INCIDENT_EVENTS, Topics.INCIDENTS, Topics.ASSET_STATUS, Topics.DECISIONS);
    private static final LoudWeek week = new LoudWeek(17);
    private static Rig rig;

    @BeforeAll
    static void live() {
        rig = new Rig("replay");
        rig.startStreams(4);
        week.days(0, 2, rig);
        rig.killStreams();
        week.days(2, 3, rig);
        rig.startStreams(4);
        week.days(3, 5, rig);
        await("everything that was sent is on record").atMost(SOON).untilAsserted(() -> assertThat(unrecorded())
                .isEmpty());
        rig.stopStreams();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void the_week_holds_what_a_replay_can_get_wrong() {
        List<String> events = rig.values(Topics.INCIDENT_EVENTS).stream()
                .map(event -> event.getSchema().getName())
                .toList();
        assertThat(events)
                .contains(
                        "IncidentOpened",
                        "IncidentAnnounced",
                        "AlertAttached",
                        "AlertRepeated",
                        "Acknowledged",
                        "CheckCleared",
                        "Resolved",
                        "Reopened",
                        "PriorityChanged");
        assertThat(rig.values(Topics.ORDER))
                .filteredOn(entry -> ((OrderEntry) entry).getStep() instanceof TimerFired)
                .isNotEmpty();
        assertThat(rig.values(Topics.DEAD_LETTER)).isNotEmpty();
        assertThat(decided(Topics.INCIDENT_EVENTS.name()).keySet().stream()
                        .map(key -> key.substring(0, key.indexOf('|')))
                        .distinct())
                .hasSizeGreaterThan(3);
    }

    @Test
    void replayed_on_one_thread_the_same_inputs_give_the_same_events_to_the_byte() {
        ReplayTopics topics = new ReplayTopics("one");
        assertThat(rig.putOnRecord(topics)).isGreaterThan(week.sent());
        rig.startReplay(topics, 1);
        sameAsLived(topics);
        rig.stopStreams();
    }

    @Test
    void replayed_on_four_threads_that_are_killed_the_same_inputs_give_the_same_events_to_the_byte() {
        ReplayTopics topics = new ReplayTopics("four");
        rig.putOnRecord(topics);
        rig.startReplay(topics, 4);
        int all = rig.committed(Topics.INCIDENT_EVENTS).size();
        await("it is in the middle")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !rig.committed(topics.of(Topics.INCIDENT_EVENTS)).isEmpty());
        rig.killStreams();
        assertThat(rig.committed(topics.of(Topics.INCIDENT_EVENTS)))
                .as("events replayed when it was killed, of " + all)
                .hasSizeLessThan(all);
        rig.startReplay(topics, 4);
        sameAsLived(topics);
        rig.stopStreams();
    }

    private static void sameAsLived(ReplayTopics topics) {
        for (Topic topic : DECIDED) {
            Map<String, List<String>> lived = decided(topic, topic.name());
            await(topic.name() + " is replayed").atMost(SOON).untilAsserted(() -> assertThat(
                            decided(topic, topics.of(topic)))
                    .isEqualTo(lived));
        }
    }

    /** Of a compacted topic only what was said last: the broker may have dropped what was said before. */
    private static Map<String, List<String>> decided(Topic topic, String name) {
        Map<String, List<String>> byKey = decided(name);
        if (topic.configuration().get("cleanup.policy").contains("compact")) {
            byKey.replaceAll((key, said) -> said.subList(said.size() - 1, said.size()));
        }
        return byKey;
    }

    /** By key, what was said of it in its order: time, headers and bytes. */
    private static Map<String, List<String>> decided(String topic) {
        Map<String, List<String>> byKey = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : rig.committed(topic)) {
            StringBuilder said = new StringBuilder().append(record.timestamp());
            for (Header header : record.headers()) {
                said.append(' ').append(header.key()).append('=').append(new String(header.value()));
            }
            said.append(' ').append(Base64.getEncoder().encodeToString(record.value()));
            byKey.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(said.toString());
        }
        return byKey;
    }

    /** What lies on the topics of the inputs and is in no run on record. */
    private static List<String> unrecorded() {
        List<ConsumedRun> runs = rig.values(Topics.ORDER).stream()
                .map(entry -> ((OrderEntry) entry).getStep())
                .filter(ConsumedRun.class::isInstance)
                .map(ConsumedRun.class::cast)
                .toList();
        return Stream.of(Topics.ALERTS, Topics.ASSETS, Topics.VIEWS, Topics.POLICIES, Topics.COMMANDS)
                .flatMap(topic -> rig.committed(topic).stream())
                .filter(record -> runs.stream()
                        .noneMatch(run -> run.getTopic().equals(record.topic())
                                && run.getPartition() == record.partition()
                                && run.getFrom() <= record.offset()
                                && record.offset() <= run.getTo()))
                .map(record -> record.topic() + "-" + record.partition() + "@" + record.offset())
                .toList();
    }
}
