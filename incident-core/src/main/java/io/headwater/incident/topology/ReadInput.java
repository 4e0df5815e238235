package io.headwater.incident.topology;

import io.headwater.identity.Workspace;
import io.headwater.schema.Decision;
import io.headwater.schema.DecisionKind;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads the records of one input topic: what cannot be read becomes a dead letter, what lies on another partition than
 * its workspace's is written anew there (outcomes only; nobody else writes to the other topics past their partitioner,
 * so there it is a dead letter), the rest goes to the engine.
 */
final class ReadInput implements Processor<Object, Consumed, Object, Object> {
    /** The core's words for a record; a null value is a tombstone. */
    interface Reading {
        /** @throws UnreadableRecord where the record is not what it should be */
        Fact read(RecordKey key, byte[] value);
    }

    private final Topic topic;
    private final RecordFormat format;
    private final Reading reading;
    private ProcessorContext<Object, Object> context;
    private Outlet outlet;
    private Sensor moved;
    private Sensor unreadable;

    ReadInput(Topic topic, RecordFormat format, Reading reading) {
        this.topic = topic;
        this.format = format;
        this.reading = reading;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        outlet = new Outlet(context, format);
        moved = Counters.of(context, "moved", topic);
        unreadable = Counters.of(context, "dead-letter", topic);
    }

    @Override
    public void process(Record<Object, Consumed> record) {
        Consumed input = record.value();
        try {
            RecordKey key = key(input.raw().key());
            if (RecordKey.partitionOf(key.workspace(), Topics.PARTITIONS) != input.partition()) {
                stray(key, input);
            } else {
                Fact fact = reading.read(key, input.raw().value());
                Step step = new Step.Arrived(key.workspace(), key.id(), fact, input);
                context.forward(new Record<>(null, step, record.timestamp()), Nodes.TRIAGE);
            }
        } catch (UnreadableRecord unread) {
            unreadable.record();
            outlet.deadLetter(DeadLetters.of(input, DeadLetters.DECODE, unread.getMessage()));
        }
    }

    private static RecordKey key(byte[] bytes) {
        if (bytes == null) {
            throw new UnreadableRecord("the record has no key; keys are workspace|id");
        }
        try {
            RecordKey key = RecordKey.parse(new String(bytes, StandardCharsets.UTF_8));
            new Workspace(key.workspace());
            return key;
        } catch (IllegalArgumentException wrong) {
            throw new UnreadableRecord(wrong.getMessage(), wrong);
        }
    }

    private void stray(RecordKey key, Consumed input) {
        Record<byte[], byte[]> raw = input.raw();
        String where = input.where();
        int right = RecordKey.partitionOf(key.workspace(), Topics.PARTITIONS);
        boolean movedBefore =
                EventHeaders.get(raw.headers(), EventHeaders.MOVED_FROM).isPresent();
        if (!topic.equals(Topics.ALERTS) || movedBefore) {
            throw new UnreadableRecord("%s is not on its workspace's partition %d%s"
                    .formatted(where, right, movedBefore ? ", though moved before" : ""));
        }
        Headers headers = new RecordHeaders(raw.headers().toArray());
        EventHeaders.put(headers, EventHeaders.MOVED_FROM, where);
        context.forward(new Record<>(key.toString(), raw.value(), raw.timestamp(), headers), Nodes.MOVED_OUTCOMES);
        moved.record();
        Instant at = input.arrival();
        String reason = "it lay on %s; its workspace's partition is %d".formatted(where, right);
        Decision decision =
                new Decision(key.workspace(), key.id(), DecisionKind.MOVED, reason, null, null, null, at, null);
        outlet.send(Nodes.DECISIONS, Topics.DECISIONS, key, "moved-" + where, at, decision);
    }
}
