package io.headwater.incident.topology;

import io.headwater.identity.ContentId;
import io.headwater.identity.Workspace;
import io.headwater.schema.DeadLetter;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes dead letters of inputs that could not be read or processed, with the bytes as they came. */
final class DeadLetters {
    /** Where a record's workspace cannot be made out. */
    static final String UNKNOWN_WORKSPACE = "unknown";

    static final String DECODE = "decode";
    static final String PROCESS = "process";

    /** Set to the payload's full size, in bytes, where only its beginning fits; the whole is at topic and offset. */
    static final String TRUNCATED = "hw_truncated_from";

    private static final int PAYLOAD_BYTES = Topic.MAX_RECORD_BYTES - 64 * 1024;
    private static final int HEADER_CHARACTERS = 500;
    private static final int REASON_CHARACTERS = 2_000;
    private static final int KEY_BYTES = 4_096;

    private DeadLetters() {}

    /** The dead letter of one input; the same at every attempt. */
    static DeadLetter of(Record<byte[], byte[]> input, RecordMetadata place, String stage, String reason) {
        String id =
                ContentId.of("dl", place.topic(), String.valueOf(place.partition()), String.valueOf(place.offset()));
        Map<String, String> headers = headers(input.headers());
        byte[] value = input.value() == null ? new byte[0] : input.value();
        DeadLetter letter = new DeadLetter();
        letter.setWorkspace(workspaceOf(input));
        letter.setDeliveryId(id);
        letter.setSource("incident-core");
        letter.setStage(stage);
        letter.setReason(shortened(reason));
        letter.setRedrive("mend the record and send it to " + place.topic() + " again");
        letter.setAt(Instant.ofEpochMilli(input.timestamp()));
        letter.setTopic(place.topic());
        letter.setPartition(place.partition());
        letter.setOffset(place.offset());
        letter.setRecordKey(input.key() == null ? null : beginning(input.key(), KEY_BYTES));
        letter.setPayload(payload(value, headers));
        letter.setHeaders(headers);
        return letter;
    }

    /** The dead letter of a timer whose firing failed; it is not fired again. */
    static DeadLetter ofTimer(String workspace, String timer, Instant dueAt, String reason) {
        DeadLetter letter = new DeadLetter();
        letter.setWorkspace(workspace);
        letter.setDeliveryId(ContentId.of("dl", workspace, timer, dueAt.toString()));
        letter.setSource("incident-core");
        letter.setStage(PROCESS);
        letter.setReason(shortened(reason));
        letter.setRedrive("none: report the reason with the timer's name");
        letter.setAt(dueAt);
        letter.setPayload(ByteBuffer.wrap(gzip(timer.getBytes(StandardCharsets.UTF_8))));
        letter.setHeaders(Map.of("timer", timer));
        return letter;
    }

    private static String workspaceOf(Record<byte[], byte[]> input) {
        if (input.key() != null) {
            String key = new String(input.key(), StandardCharsets.UTF_8);
            int bar = key.indexOf('|');
            if (bar > 0 && Workspace.isValid(key.substring(0, bar))) {
                return RecordKey.parse(key).workspace();
            }
        }
        return EventHeaders.get(input.headers(), EventHeaders.WORKSPACE)
                .filter(Workspace::isValid)
                .orElse(UNKNOWN_WORKSPACE);
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> texts = new TreeMap<>();
        for (Header header : headers) {
            if (header.value() != null && texts.size() < 40) {
                String text = new String(header.value(), StandardCharsets.UTF_8);
                texts.put(header.key(), text.substring(0, Math.min(text.length(), HEADER_CHARACTERS)));
            }
        }
        return texts;
    }

    private static ByteBuffer payload(byte[] value, Map<String, String> headers) {
        byte[] zipped = gzip(value);
        if (zipped.length > PAYLOAD_BYTES) {
            headers.put(TRUNCATED, String.valueOf(value.length));
            // What does not compress hardly grows either: gzip adds less than 1 %.
            byte[] start = new byte[Math.min(value.length, PAYLOAD_BYTES * 9 / 10)];
            System.arraycopy(value, 0, start, 0, start.length);
            zipped = gzip(start);
        }
        return ByteBuffer.wrap(zipped);
    }

    private static ByteBuffer beginning(byte[] bytes, int most) {
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, most)).slice();
    }

    private static String shortened(String reason) {
        String text = reason == null ? "no reason given" : reason;
        return text.substring(0, Math.min(text.length(), REASON_CHARACTERS));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail to be written", impossible);
        }
        return zipped.toByteArray();
    }
}
