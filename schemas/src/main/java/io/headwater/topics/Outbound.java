package io.headwater.topics;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Builds the Kafka record of a value: key, CloudEvents headers, Avro bytes. */
public final class Outbound {
    private final RecordCodec codec;
    private final String source;

    /**
     * @param codec turns values into bytes
     * @param source which part of Headwater speaks, e.g. `alert-ingest`
     */
    public Outbound(RecordCodec codec, String source) {
        this.codec = codec;
        this.source = source;
    }

    /**
     * A record for a topic, on its workspace's partition (the producer needs {@link WorkspacePartitioner}). In its texts U+FFFD
     * takes the place of U+0000: what is a record must be storable.
     *
     * @param id the key's id within the workspace
     * @param eventId CloudEvents id
     * @param time CloudEvents time, UTC
     */
    public ProducerRecord<String, byte[]> record(
            Topic topic, String workspace, String id, String eventId, Instant time, SpecificRecord value) {
        Headers headers = EventHeaders.of(value.getSchema(), StorableTexts.of(eventId), source, time, workspace);
        StorableTexts.in(value);
        byte[] bytes = codec.encode(topic, value);
        return new ProducerRecord<>(topic.name(), null, null, key(workspace, id), bytes, headers);
    }

    /** A tombstone: ends the key on a compacted topic. */
    public ProducerRecord<String, byte[]> tombstone(
            Topic topic, String workspace, String id, String eventId, Instant time) {
        Headers headers = EventHeaders.of(topic.records().get(0), StorableTexts.of(eventId), source, time, workspace);
        return new ProducerRecord<>(topic.name(), null, null, key(workspace, id), null, headers);
    }

    private static String key(String workspace, String id) {
        return RecordKey.of(workspace, StorableTexts.of(id));
    }
}
