package io.headwater.incident.topology;

import io.headwater.topics.Topic;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Counts of what happens to inputs, among Kafka Streams' own metrics ({@code headwater-<what>-total}). */
final class Counters {
    private Counters() {}

    static Sensor of(ProcessorContext<?, ?> context, String what, Topic topic) {
        return context.metrics()
                .addRateTotalSensor("headwater", context.taskId() + "-" + topic.name(), what, RecordingLevel.INFO);
    }
}
