package io.headwater.topics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * One topic of the catalogue.
 *
 * @param name full name, version included
 * @param keyId what stands behind `workspace|` in the key
 * @param cleanup what Kafka may throw away
 * @param retention how long a record is kept at least; empty: for ever
 * @param records the record types it carries; several where each event type is a schema of its own
 * @param about one line for people
 */
public record Topic(
        String name, String keyId, Cleanup cleanup, Optional<Duration> retention, List<Schema> records, String about) {

    /** What Kafka may throw away. */
    public enum Cleanup {
        /** Whole segments, once older than the retention. */
        DELETE,
        /** All but the last record of a key, once older than the retention. */
        COMPACT,
        /** All but the last record of a key, within a day; that a key ended is told for 400 days to who was away. */
        FORGET,
        /** Nothing. */
        NEVER
    }

    /** Bytes; no record is larger (design, section 4). */
    public static final int MAX_RECORD_BYTES = 512 * 1024;

    /** Topic configuration as the broker takes it. */
    public Map<String, String> configuration() {
        Map<String, String> config = new LinkedHashMap<>();
        // Head room for Kafka's own batch overhead; producers stay below MAX_RECORD_BYTES.
        config.put("max.message.bytes", String.valueOf(1024 * 1024));
        switch (cleanup) {
            case DELETE -> {
                config.put("cleanup.policy", "delete");
                config.put("retention.ms", millis());
            }
            case COMPACT -> {
                config.put("cleanup.policy", "compact");
                retention.ifPresent(r -> config.put("min.compaction.lag.ms", millis()));
            }
            case FORGET -> {
                config.put("cleanup.policy", "compact");
                // Else the segment that is written to is never compacted, and a quiet topic has no other.
                config.put(
                        "max.compaction.lag.ms",
                        String.valueOf(Duration.ofDays(1).toMillis()));
                config.put(
                        "delete.retention.ms",
                        String.valueOf(Duration.ofDays(400).toMillis()));
            }
            case NEVER -> {
                config.put("cleanup.policy", "delete");
                config.put("retention.ms", "-1");
                config.put("retention.bytes", "-1");
            }
        }
        return config;
    }

    private String millis() {
        return retention.map(r -> String.valueOf(r.toMillis())).orElse("-1");
    }
}
