package io.headwater.ticketing.outlet;

import io.headwater.identity.ContentId;
import io.headwater.identity.Workspace;
import io.headwater.schema.DeadLetter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record that could not be read, with the reason and the bytes. */
final class DeadLetters {
    /** The workspace of a record whose key names none. */
    private static final String NO_WORKSPACE = "unknown";

    private DeadLetters() {}

    static DeadLetter letter(ConsumerRecord<String, byte[]> record, String reason) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return DeadLetter.newBuilder()
                .setWorkspace(workspace(record.key()))
                .setDeliveryId(ContentId.of("dl", "ticketing-bridge", place))
                .setSource("ticketing-bridge")
                .setStage("ticket")
                .setReason(reason == null ? "unreadable" : reason)
                .setRedrive("write the mended record to " + record.topic() + " with the same key")
                .setAt(Instant.ofEpochMilli(record.timestamp()))
                .setTopic(record.topic())
                .setPartition(record.partition())
                .setOffset(record.offset())
                .setRecordKey(
                        record.key() == null
                                ? null
                                : ByteBuffer.wrap(record.key().getBytes(StandardCharsets.UTF_8)))
                .setPayload(ByteBuffer.wrap(gzip(record.value() == null ? new byte[0] : record.value())))
                .setHeaders(headers)
                .build();
    }

    private static String workspace(String key) {
        int bar = key == null ? -1 : key.indexOf('|');
        String name = bar < 1 ? NO_WORKSPACE : key.substring(0, bar);
        return Workspace.isValid(name) ? name : NO_WORKSPACE;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return out.toByteArray();
    }
}
