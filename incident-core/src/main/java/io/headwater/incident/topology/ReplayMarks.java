package io.headwater.incident.topology;

import io.headwater.incident.topology.store.OrderLog;
import io.headwater.schema.TimerFired;
import io.headwater.topics.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Marks on the records of a replay's inputs: where each lay when it was taken up first, and timers that fired between. */
final class ReplayMarks {
    private static final String PLACE = "hw_replayed_from";
    private static final String TIMER = "hw_replayed_timer";
    private static final Pattern WHERE = Pattern.compile("(.+)-(\\d+)@(\\d+)");

    private ReplayMarks() {}

    /** An input with its place. */
    static ProducerRecord<byte[], byte[]> input(String topic, ConsumerRecord<byte[], byte[]> lived, long arrival) {
        Headers headers = new RecordHeaders(lived.headers().toArray());
        EventHeaders.put(headers, PLACE, "%s-%d@%d".formatted(lived.topic(), lived.partition(), lived.offset()));
        return new ProducerRecord<>(topic, lived.partition(), arrival, lived.key(), lived.value(), headers);
    }

    /** A timer of the task whose inputs lie on the partition. */
    static ProducerRecord<byte[], byte[]> timer(String topic, int partition, TimerFired fired) {
        Headers headers = new RecordHeaders();
        EventHeaders.put(headers, TIMER, fired.getTimer());
        byte[] key = OrderLog.NO_WORKSPACE.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, partition, fired.getDueAt().toEpochMilli(), key, null, headers);
    }

    /** The timer that a record stands for. */
    static Optional<String> timer(Record<byte[], byte[]> replayed) {
        return EventHeaders.get(replayed.headers(), TIMER);
    }

    /** The input as it was, without its mark. */
    static Consumed input(Record<byte[], byte[]> replayed) {
        String where = EventHeaders.get(replayed.headers(), PLACE).orElse("");
        Matcher place = WHERE.matcher(where);
        if (!place.matches()) {
            throw new IllegalStateException(
                    "header " + PLACE + " of a replay's input must be topic-partition@offset: '" + where + "'");
        }
        Headers headers = new RecordHeaders(replayed.headers().toArray());
        headers.remove(PLACE);
        return new Consumed(
                place.group(1),
                Integer.parseInt(place.group(2)),
                Long.parseLong(place.group(3)),
                replayed.withHeaders(headers));
    }
}
