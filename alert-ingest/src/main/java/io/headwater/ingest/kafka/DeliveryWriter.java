package io.headwater.ingest.kafka;

import io.headwater.ingest.delivery.Arrival;
import io.headwater.ingest.delivery.Payload;
import io.headwater.ingest.outcome.OutcomeDraft;
import io.headwater.ingest.outcome.Rejected;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.Person;
import io.headwater.schema.RawPayload;
import io.headwater.topics.DeadLetterPayload;
import io.headwater.topics.Outbound;
import io.headwater.topics.RefusedRecord;
import io.headwater.topics.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Writes what one request brought: payloads, outcomes, dead letters, people. Used by one thread. */
public final class DeliveryWriter {
    /** Below the 512 KiB that no record exceeds, with room for the other fields. */
    static final int PART_BYTES = 400 * 1024;

    private final Outbound outbound;
    private final Shipment shipment;
    private int outcomes;
    private int deadLetters;

    DeliveryWriter(Outbound outbound, Shipment shipment) {
        this.outbound = outbound;
        this.shipment = shipment;
    }

    /** The payload as it came: one record, or numbered parts under the same key where it is large. */
    public void raw(Arrival arrival, Payload payload) throws IOException {
        String deliveryId = payload.deliveryId(arrival.workspace());
        long bytes = Files.size(payload.gzip());
        int parts = Math.toIntExact(Math.max(1, (bytes + PART_BYTES - 1) / PART_BYTES));
        try (InputStream in = Files.newInputStream(payload.gzip())) {
            for (int part = 0; part < parts; part++) {
                RawPayload value = RawPayload.newBuilder()
                        .setWorkspace(arrival.workspace())
                        .setDeliveryId(deliveryId)
                        .setSource(arrival.source())
                        .setKind(payload.kind())
                        .setHeaders(arrival.headers())
                        .setReceivedAt(arrival.at())
                        .setPart(part)
                        .setParts(parts)
                        .setSize(payload.size())
                        .setSha256(payload.sha256())
                        .setPayload(ByteBuffer.wrap(in.readNBytes(PART_BYTES)))
                        .build();
                shipment.send(outbound.record(
                        Topics.RAW, arrival.workspace(), deliveryId, deliveryId + "." + part, arrival.at(), value));
            }
        }
    }

    /** @param runSize how many outcomes the run has; empty where each stands alone */
    public void outcome(Arrival arrival, String deliveryId, OutcomeDraft draft, Optional<Integer> runSize) {
        CheckOutcome value = OutcomeMapping.record(draft, arrival, deliveryId, runSize);
        String eventId = deliveryId + ".outcome." + outcomes++;
        shipment.send(outbound.record(Topics.ALERTS, arrival.workspace(), draft.check(), eventId, arrival.at(), value));
    }

    /** A bad record inside a good payload, kept for repair. */
    public void deadLetter(Arrival arrival, String deliveryId, Rejected rejected) {
        byte[] json = rejected.json().getBytes(StandardCharsets.UTF_8);
        DeadLetterPayload payload = DeadLetterPayload.of(json);
        DeadLetter value = DeadLetter.newBuilder()
                .setWorkspace(arrival.workspace())
                .setDeliveryId(deliveryId)
                .setSource(arrival.source())
                .setStage("normalise")
                .setReason(rejected.reason())
                .setField(rejected.path())
                .setRedrive("mend the record and send the payload again to POST /api/ingest/" + arrival.workspace()
                        + "/" + arrival.source() + "; the whole payload is raw delivery " + deliveryId)
                .setAt(arrival.at())
                .setPayload(payload.gzip())
                .setHeaders(payload.cut() ? Map.of(RefusedRecord.TRUNCATED, String.valueOf(json.length)) : Map.of())
                .build();
        String eventId = deliveryId + ".dead-letter." + deadLetters++;
        shipment.send(
                outbound.record(Topics.DEAD_LETTER, arrival.workspace(), deliveryId, eventId, arrival.at(), value));
    }

    /** The name behind a person's hash. */
    public void person(Arrival arrival, String hash, String emailOrName) {
        boolean email = emailOrName.contains("@");
        Person value = Person.newBuilder()
                .setWorkspace(arrival.workspace())
                .setPerson(hash)
                .setEmail(email ? emailOrName : null)
                .setName(email ? null : emailOrName)
                .build();
        shipment.send(outbound.record(Topics.PEOPLE, arrival.workspace(), hash, "person." + hash, arrival.at(), value));
    }

    /** Completes when Kafka has acknowledged all that was written; exceptionally when it has not in time. */
    public CompletionStage<Void> acknowledged() {
        return shipment.acknowledged();
    }
}
