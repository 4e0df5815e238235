package io.headwater.incident.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's timestamp, ms UTC: when it arrived. A record without one (an outside producer's) arrives with the one
 * before it on its partition, so that the same log gives the same times.
 */
public final class ArrivalTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return of(record, partitionTime);
    }

    static long of(ConsumerRecord<?, ?> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : Math.max(partitionTime, 0);
    }
}
