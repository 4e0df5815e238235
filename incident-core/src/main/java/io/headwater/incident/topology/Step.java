package io.headwater.incident.topology;

import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;

/** What reaches the engine: time, and inputs in their order. */
sealed interface Step {
    /** Timers due by then fire. */
    record TimePassed(Instant upTo) implements Step {}

    /**
     * An input that was read.
     *
     * @param arrival its record's timestamp, UTC
     * @param fact what it says, in the core's words
     * @param raw as it came, for the dead letter
     */
    record Arrived(String workspace, String id, Instant arrival, Fact fact, Record<byte[], byte[]> raw)
            implements Step {}
}
