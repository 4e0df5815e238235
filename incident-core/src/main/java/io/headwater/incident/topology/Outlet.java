package io.headwater.incident.topology;

import io.headwater.incident.topology.store.OrderLog;
import io.headwater.schema.CheckpointPart;
import io.headwater.schema.CheckpointTaken;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.OrderEntry;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What a processor sends to the sinks: key, CloudEvents headers, Avro bytes, timestamp. */
final class Outlet {
    private static final String SOURCE = "incident-core";

    private final ProcessorContext<Object, Object> context;
    private final RecordFormat format;

    Outlet(ProcessorContext<Object, Object> context, RecordFormat format) {
        this.context = context;
        this.format = format;
    }

    /** A record and where it goes, ready to be sent. */
    record Parcel(String sink, Record<String, byte[]> record) {}

    /**
     * One record, encoded.
     *
     * @param eventId CloudEvents id; the same in every replay
     * @param at when it happened, UTC; the record's timestamp too
     * @throws OversizedRecord where it is larger than any record may be
     */
    Parcel parcel(String sink, Topic topic, RecordKey key, String eventId, Instant at, SpecificRecord value) {
        byte[] bytes = format.encode(topic, value);
        if (bytes.length > Topic.MAX_RECORD_BYTES) {
            throw new OversizedRecord(topic.name(), key.toString(), bytes.length, Topic.MAX_RECORD_BYTES);
        }
        Headers headers = EventHeaders.of(value.getSchema(), eventId, SOURCE, at, key.workspace());
        return new Parcel(sink, new Record<>(key.toString(), bytes, at.toEpochMilli(), headers));
    }

    void send(Parcel parcel) {
        context.forward(parcel.record(), parcel.sink());
    }

    void send(String sink, Topic topic, RecordKey key, String eventId, Instant at, SpecificRecord value) {
        send(parcel(sink, topic, key, eventId, at, value));
    }

    /** One entry of the task's order. */
    void order(OrderEntry entry, Instant at) {
        RecordKey key = new RecordKey(OrderLog.NO_WORKSPACE, entry.getTask());
        send(Nodes.ORDER_LOG, Topics.ORDER, key, entry.getTask() + "-" + entry.getSequence(), at, entry);
    }

    /** One record of a checkpoint of the task. */
    void checkpoint(SpecificRecord record, Instant takenAt) {
        String id = record instanceof CheckpointPart part
                ? part.getCheckpoint() + "-" + part.getPart()
                : ((CheckpointTaken) record).getCheckpoint();
        RecordKey key = new RecordKey(OrderLog.NO_WORKSPACE, context.taskId().toString());
        send(Nodes.CHECKPOINTS, Topics.CHECKPOINTS, key, id, takenAt, record);
    }

    /** One dead letter. */
    void deadLetter(DeadLetter letter) {
        RecordKey key = new RecordKey(letter.getWorkspace(), letter.getDeliveryId());
        send(Nodes.DEAD_LETTERS, Topics.DEAD_LETTER, key, letter.getDeliveryId(), letter.getAt(), letter);
    }
}
