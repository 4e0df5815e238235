package io.headwater.notifier.wire;

import io.headwater.identity.ContentId;
import io.headwater.identity.Workspace;
import io.headwater.schema.DeadLetter;
import io.headwater.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Keeps what could not be read, with the reason and the bytes, before the partition moves on. */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    /** The workspace of a record whose key names none. */
    private static final String NO_WORKSPACE = "unknown";

    private final Log log;
    private final MeterRegistry metrics;

    @Inject
    public DeadLetters(Log log, MeterRegistry metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    /** Returns once the broker has it. */
    public void keep(ConsumerRecord<String, byte[]> record, String reason) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        LOG.warnf("unreadable record at %s: %s", place, reason);
        DeadLetter letter = letter(record, ContentId.of("dl", "notifier", place), reason);
        log.write(
                Topics.DEAD_LETTER,
                letter.getWorkspace(),
                letter.getDeliveryId(),
                letter.getDeliveryId(),
                letter.getAt(),
                letter);
        metrics.counter("headwater.dead.letters", "stage", "decode").increment();
    }

    private static DeadLetter letter(ConsumerRecord<String, byte[]> record, String id, String reason) {
        return DeadLetter.newBuilder()
                .setWorkspace(workspace(record.key()))
                .setDeliveryId(id)
                .setSource("notifier")
                .setStage("decode")
                .setReason(reason)
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
