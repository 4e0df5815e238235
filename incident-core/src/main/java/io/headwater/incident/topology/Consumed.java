package io.headwater.incident.topology;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;

/**
 * An input as a task took it up.
 *
 * @param raw as it came; its timestamp is its arrival, ms UTC
 */
record Consumed(String topic, int partition, long offset, Record<byte[], byte[]> raw) {
    Instant arrival() {
        return Instant.ofEpochMilli(raw.timestamp());
    }

    /** {@code topic-partition@offset}. */
    String where() {
        return "%s-%d@%d".formatted(topic, partition, offset);
    }
}
