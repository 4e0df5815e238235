package io.headwater.incident.projection;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * One readable record of the log.
 *
 * @param key `workspace|id`
 * @param timestamp of the record, UTC
 * @param value null is a tombstone
 */
record Inbound(String topic, int partition, long offset, String key, Instant timestamp, SpecificRecord value) {

    /** `topic-partition`. */
    String place() {
        return StoredOffsets.place(topic, partition);
    }

    String workspace() {
        return key.substring(0, key.indexOf('|'));
    }

    <T> boolean is(Class<T> type) {
        return type.isInstance(value);
    }
}
