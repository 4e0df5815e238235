package io.headwater.lineage;

import io.headwater.identity.ContentId;
import io.headwater.lineage.wire.AckedProducer;
import io.headwater.schema.RawPayload;
import io.headwater.stack.HeadwaterStack;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts payloads on the raw topic as alert-ingest does. */
final class RawSender implements AutoCloseable {
    private final AckedProducer producer =
            AckedProducer.connect(HeadwaterStack.shared().bootstrap());
    private final Outbound outbound;

    RawSender(RecordCodec codec) {
        this.outbound = new Outbound(codec, "test");
    }

    /** The parts of a payload. */
    static List<RawPayload> parts(String workspace, String kind, String content, int partBytes) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] zipped = gzip(bytes);
        int parts = Math.max(1, (zipped.length + partBytes - 1) / partBytes);
        String sha = HexFormat.of().formatHex(ContentId.sha256().digest(bytes));
        List<RawPayload> records = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = part * partBytes;
            int length = Math.min(partBytes, zipped.length - from);
            records.add(RawPayload.newBuilder()
                    .setWorkspace(workspace)
                    .setDeliveryId(ContentId.of("raw", workspace, kind, sha))
                    .setSource("test")
                    .setKind(kind)
                    .setReceivedAt(Instant.now())
                    .setPart(part)
                    .setParts(parts)
                    .setSize(bytes.length)
                    .setSha256(sha)
                    .setPayload(ByteBuffer.wrap(zipped, from, length))
                    .build());
        }
        return records;
    }

    void send(List<RawPayload> parts) {
        AckedProducer.Batch batch = producer.batch();
        parts.forEach(part -> batch.send(outbound.record(
                Topics.RAW,
                part.getWorkspace(),
                part.getDeliveryId(),
                part.getDeliveryId() + part.getPart(),
                part.getReceivedAt(),
                part)));
        batch.await();
    }

    void send(String workspace, String kind, String content) {
        send(parts(workspace, kind, content, 400 * 1024));
    }

    /** The erasure of a person. */
    void erase(String workspace, String person) {
        AckedProducer.Batch batch = producer.batch();
        batch.send(outbound.tombstone(Topics.PEOPLE, workspace, person, "erased-" + person, Instant.now()));
        batch.await();
    }

    /** Something that is no record of ours. */
    void sendBytes(String workspace, byte[] value) {
        AckedProducer.Batch batch = producer.batch();
        batch.send(new ProducerRecord<>(Topics.RAW.name(), RecordKey.of(workspace, "junk"), value));
        batch.await();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
