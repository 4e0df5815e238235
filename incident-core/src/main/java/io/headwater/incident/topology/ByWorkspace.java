package io.headwater.incident.topology;

import io.headwater.topics.RecordKey;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Puts a record of a workspace where every record of the workspace lies. */
final class ByWorkspace implements StreamPartitioner<String, byte[]> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, byte[] value, int numPartitions) {
        return Optional.of(Set.of(RecordKey.partitionOf(RecordKey.parse(key).workspace(), numPartitions)));
    }
}
