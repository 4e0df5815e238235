package io.headwater.incident.topology.store;

import io.headwater.topics.RecordKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A row of a store as bytes.
 *
 * @param key within the workspace
 */
public record StoredRow(String store, String workspace, String key, byte[] row) {
    static StoredRow of(String store, String wholeKey, byte[] row) {
        RecordKey parsed = RecordKey.parse(wholeKey);
        return new StoredRow(store, parsed.workspace(), parsed.id(), row);
    }

    /** Key and row, each with its length before it. */
    public byte[] framed() {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Integer.BYTES + name.length + row.length)
                .putInt(name.length)
                .putInt(row.length)
                .put(name)
                .put(row)
                .array();
    }
}
