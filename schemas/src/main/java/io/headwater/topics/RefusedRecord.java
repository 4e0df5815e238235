package io.headwater.topics;

import io.headwater.identity.ContentId;
import io.headwater.identity.Workspace;
import io.headwater.schema.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A Kafka record that a reader cannot take, with all that makes it a dead letter: its bytes, its place and whose it is.
 * Whatever it holds, its letter fits a record: a letter that the broker refuses would hold up the partition for ever.
 */
public final class RefusedRecord {
    /** Where a record's workspace cannot be made out. */
    public static final String UNKNOWN_WORKSPACE = "unknown";

    /** Header of a letter that keeps only the beginning: the value's full size, in bytes; the whole is at topic and offset. */
    public static final String TRUNCATED = "hw_truncated_from";

    private static final int MOST_HEADERS = 20;
    private static final int NAME_CHARACTERS = 200;
    private static final int HEADER_CHARACTERS = 300;
    private static final int REASON_CHARACTERS = 2_000;
    private static final int KEY_BYTES = 4_096;

    private final String topic;
    private final int partition;
    private final long offset;
    private final Instant at;
    private final byte[] key;
    private final byte[] value;
    private final Headers headers;

    /**
     * @param at the record's timestamp
     * @param key null where it has none
     * @param value null is kept as nothing
     */
    public RefusedRecord(
            String topic, int partition, long offset, Instant at, byte[] key, byte[] value, Headers headers) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.at = at;
        this.key = key;
        this.value = value == null ? new byte[0] : value;
        this.headers = headers;
    }

    /** As a consumer met it. */
    public static RefusedRecord of(ConsumerRecord<String, byte[]> record) {
        return new RefusedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key() == null ? null : record.key().getBytes(StandardCharsets.UTF_8),
                record.value(),
                record.headers());
    }

    /** `topic-partition@offset`. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }

    /** By its key, else by its header, else {@link #UNKNOWN_WORKSPACE}. */
    public String workspace() {
        if (key != null) {
            String text = new String(key, StandardCharsets.UTF_8);
            int bar = text.indexOf('|');
            if (bar > 0 && Workspace.isValid(text.substring(0, bar))) {
                return text.substring(0, bar);
            }
        }
        return EventHeaders.get(headers, EventHeaders.WORKSPACE)
                .filter(Workspace::isValid)
                .orElse(UNKNOWN_WORKSPACE);
    }

    /**
     * Its dead letter; the same at every attempt of the same reader.
     *
     * @param service whose reader it is
     * @param stage what the reader was doing: decode, project, …
     * @param reason what was wrong, in words
     */
    public DeadLetter letter(String service, String stage, String reason) {
        DeadLetterPayload payload = DeadLetterPayload.of(value);
        return DeadLetter.newBuilder()
                .setWorkspace(workspace())
                .setDeliveryId(ContentId.of("dl", service, stage, place()))
                .setSource(service)
                .setStage(stage)
                .setReason(inShort(reason))
                .setRedrive("write the mended record to " + topic + " with the same key")
                .setAt(at)
                .setTopic(topic)
                .setPartition(partition)
                .setOffset(offset)
                .setRecordKey(
                        key == null
                                ? null
                                : ByteBuffer.wrap(key, 0, Math.min(key.length, KEY_BYTES))
                                        .slice())
                .setPayload(payload.gzip())
                .setHeaders(texts(payload.cut()))
                .build();
    }

    private Map<String, String> texts(boolean cut) {
        Map<String, String> texts = new TreeMap<>();
        for (Header header : headers) {
            if (header.value() != null && texts.size() < MOST_HEADERS) {
                String text = new String(header.value(), StandardCharsets.UTF_8);
                texts.put(beginning(header.key(), NAME_CHARACTERS), beginning(text, HEADER_CHARACTERS));
            }
        }
        if (cut) {
            texts.put(TRUNCATED, String.valueOf(value.length));
        }
        return texts;
    }

    /** A reason as a letter keeps it: never empty, never endless. */
    public static String inShort(String reason) {
        return reason == null || reason.isBlank() ? "no reason given" : beginning(reason, REASON_CHARACTERS);
    }

    private static String beginning(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }
}
