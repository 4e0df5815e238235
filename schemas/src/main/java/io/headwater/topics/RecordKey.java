package io.headwater.topics;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Keys are `workspace|id`; the part before the first bar alone decides the partition. */
public record RecordKey(String workspace, String id) {

    /** The key's text. */
    public static String of(String workspace, String id) {
        return workspace + "|" + id;
    }

    /**
     * Reads a key back.
     *
     * @throws IllegalArgumentException where there is no bar, or nothing before it
     */
    public static RecordKey parse(String key) {
        int bar = key == null ? -1 : key.indexOf('|');
        if (bar < 1) {
            throw new IllegalArgumentException("key '" + key + "' is not of the form workspace|id");
        }
        return new RecordKey(key.substring(0, bar), key.substring(bar + 1));
    }

    /** Partition of a workspace among n: Kafka's own murmur2 over the workspace's UTF-8 bytes. */
    public static int partitionOf(String workspace, int partitions) {
        return Utils.toPositive(Utils.murmur2(workspace.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    @Override
    public String toString() {
        return of(workspace, id);
    }
}
