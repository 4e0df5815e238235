package io.headwater.lineage.raw;

import io.headwater.identity.ContentId;
import io.headwater.lineage.wire.AckedProducer;
import io.headwater.schema.RawPayload;
import io.headwater.topics.Outbound;
import io.headwater.topics.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Instant;

/** Writes payloads to `headwater.raw.v1` in parts of one key, in order. */
@ApplicationScoped
public class RawDoor {
    /** Compressed bytes of a part; with its envelope it stays below the largest record. */
    public static final int PART_BYTES = 400 * 1024;

    private final AckedProducer producer;
    private final Outbound outbound;

    @Inject
    public RawDoor(AckedProducer producer, Outbound outbound) {
        this.producer = producer;
        this.outbound = outbound;
    }

    /**
     * What kind of payload this is.
     *
     * @param source who sends it, e.g. `dbt`
     * @param kind e.g. `dbt.manifest`
     */
    public record Kind(String source, String kind) {}

    /**
     * Returns the delivery's id once Kafka has all parts. The same bytes have the same id.
     *
     * @throws io.headwater.lineage.wire.NotAcknowledged when Kafka does not take them
     */
    public String accept(String workspace, Kind kind, Payload payload, Instant receivedAt) throws IOException {
        String id = ContentId.of("raw", workspace, kind.kind(), payload.sha256());
        long length = Files.size(payload.compressed());
        int parts = (int) Math.max(1, (length + PART_BYTES - 1) / PART_BYTES);
        AckedProducer.Batch batch = producer.batch();
        try (InputStream in = Files.newInputStream(payload.compressed())) {
            for (int part = 0; part < parts; part++) {
                RawPayload record = RawPayload.newBuilder()
                        .setWorkspace(workspace)
                        .setDeliveryId(id)
                        .setSource(kind.source())
                        .setKind(kind.kind())
                        .setReceivedAt(receivedAt)
                        .setPart(part)
                        .setParts(parts)
                        .setSize(payload.size())
                        .setSha256(payload.sha256())
                        .setPayload(ByteBuffer.wrap(in.readNBytes(PART_BYTES)))
                        .build();
                batch.send(outbound.record(Topics.RAW, workspace, id, id + "-" + part, receivedAt, record));
            }
        }
        batch.await();
        return id;
    }

    /** {@link #accept} of what is in memory. */
    public String accept(String workspace, Kind kind, byte[] content, Instant receivedAt) throws IOException {
        try (Payload payload = Payload.compress(new java.io.ByteArrayInputStream(content))) {
            return accept(workspace, kind, payload, receivedAt);
        }
    }
}
