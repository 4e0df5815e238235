package io.headwater.incident.projection;

import io.headwater.identity.ContentId;
import io.headwater.identity.Workspace;
import io.headwater.schema.DeadLetter;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topics;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Keeps what could not be read, with the reason and the bytes, before the partition moves on. */
@ApplicationScoped
class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    /** The workspace of a record whose key names none. */
    private static final String NO_WORKSPACE = "unknown";

    private final Outbound outbound;
    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;

    @Inject
    DeadLetters(RecordCodec codec, @Channel("outbound") MutinyEmitter<ProducerRecord<String, byte[]>> emitter) {
        this.outbound = new Outbound(codec, "incident-core");
        this.emitter = emitter;
    }

    /** Returns once the broker has it; waits for the broker as long as it takes. */
    void keep(ConsumerRecord<String, byte[]> record, String reason) {
        String place = StoredOffsets.place(record.topic(), record.partition()) + "@" + record.offset();
        LOG.warnf("unreadable record at %s: %s", place, reason);
        DeadLetter letter = letter(record, place, reason);
        emitter.send(outbound.record(
                        Topics.DEAD_LETTER,
                        letter.getWorkspace(),
                        letter.getDeliveryId(),
                        letter.getDeliveryId(),
                        letter.getAt(),
                        letter))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                .indefinitely()
                .await()
                .indefinitely();
    }

    private static DeadLetter letter(ConsumerRecord<String, byte[]> record, String place, String reason) {
        DeadLetter letter = new DeadLetter();
        letter.setWorkspace(workspace(record.key()));
        letter.setDeliveryId(ContentId.of("dl", "projection", place));
        letter.setSource("incident-core");
        letter.setStage("project");
        letter.setReason(reason);
        letter.setRedrive("write the mended record to " + record.topic() + " with the same key");
        letter.setAt(Instant.ofEpochMilli(record.timestamp()));
        letter.setTopic(record.topic());
        letter.setPartition(record.partition());
        letter.setOffset(record.offset());
        if (record.key() != null) {
            letter.setRecordKey(ByteBuffer.wrap(record.key().getBytes(StandardCharsets.UTF_8)));
        }
        letter.setPayload(ByteBuffer.wrap(gzip(record.value() == null ? new byte[0] : record.value())));
        letter.setHeaders(Map.of());
        return letter;
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
