package io.headwater.lineage.wire;

import io.headwater.identity.ContentId;
import io.headwater.schema.DeadLetter;
import io.headwater.topics.DeadLetterPayload;
import io.headwater.topics.Outbound;
import io.headwater.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps what could not be taken, with the reason and how to send it again. */
@ApplicationScoped
public class DeadLetters {
    private final Outbound outbound;
    private final MeterRegistry metrics;

    @Inject
    public DeadLetters(Outbound outbound, MeterRegistry metrics) {
        this.outbound = outbound;
        this.metrics = metrics;
    }

    /**
     * Why something was not taken.
     *
     * @param field path of the field at fault, or null
     */
    public record Reason(String stage, String words, String field, String redrive) {}

    /** A Kafka record that was not taken; its bytes are kept. */
    public void send(
            String workspace,
            String deliveryId,
            String source,
            Reason reason,
            ConsumerRecord<String, byte[]> record,
            Instant at,
            AckedProducer.Batch batch) {
        DeadLetter letter = letter(workspace, deliveryId, source, reason, at)
                .setTopic(record.topic())
                .setPartition(record.partition())
                .setOffset(record.offset())
                .setRecordKey(
                        record.key() == null
                                ? null
                                : ByteBuffer.wrap(record.key().getBytes(StandardCharsets.UTF_8)))
                .setPayload(DeadLetterPayload.of(record.value() == null ? new byte[0] : record.value())
                        .gzip())
                .build();
        send(workspace, deliveryId, record.topic() + record.partition() + "@" + record.offset(), letter, batch);
    }

    /** An item of a request that was not taken. */
    public void send(
            String workspace,
            String deliveryId,
            String source,
            Reason reason,
            byte[] item,
            Instant at,
            AckedProducer.Batch batch) {
        DeadLetter letter = letter(workspace, deliveryId, source, reason, at)
                .setPayload(DeadLetterPayload.of(item).gzip())
                .build();
        send(workspace, deliveryId, reason.field(), letter, batch);
    }

    private void send(String workspace, String deliveryId, String place, DeadLetter letter, AckedProducer.Batch batch) {
        String eventId = ContentId.of("dead", deliveryId, String.valueOf(place));
        batch.send(outbound.record(Topics.DEAD_LETTER, workspace, deliveryId, eventId, letter.getAt(), letter));
        metrics.counter("headwater.dead.letters", "stage", letter.getStage()).increment();
    }

    private static DeadLetter.Builder letter(
            String workspace, String deliveryId, String source, Reason reason, Instant at) {
        return DeadLetter.newBuilder()
                .setWorkspace(workspace)
                .setDeliveryId(deliveryId)
                .setSource(source)
                .setStage(reason.stage())
                .setReason(reason.words())
                .setField(reason.field())
                .setRedrive(reason.redrive())
                .setAt(at);
    }
}
