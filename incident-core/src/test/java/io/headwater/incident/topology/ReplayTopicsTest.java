package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.topics.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class ReplayTopicsTest {
    private final ReplayTopics topics = new ReplayTopics("friday-2");

    @Test
    void a_replays_topics_are_apart_from_those_that_live() {
        assertThat(topics.of(Topics.INCIDENT_EVENTS)).isEqualTo("headwater.replay.friday-2.incident-events.v1");
        assertThat(topics.all((short) 1))
                .extracting(NewTopic::name)
                .doesNotHaveDuplicates()
                .contains(topics.inputs())
                .doesNotContainAnyElementsOf(
                        Topics.all().stream().map(topic -> topic.name()).toList());
    }

    @Test
    void they_keep_what_lived_long_ago_and_a_task_for_each_partition() {
        assertThat(topics.all((short) 3)).allSatisfy(topic -> {
            assertThat(topic.configs()).containsEntry("retention.ms", "-1").containsEntry("cleanup.policy", "delete");
            assertThat(topic.numPartitions()).isEqualTo(Topics.PARTITIONS);
            assertThat(topic.replicationFactor()).isEqualTo((short) 3);
        });
    }

    @Test
    void a_name_that_a_topic_cannot_bear_is_refused() {
        assertThatThrownBy(() -> new ReplayTopics("Friday night")).hasMessageContaining("'Friday night'");
    }
}
