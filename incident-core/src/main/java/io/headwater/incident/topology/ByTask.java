package io.headwater.incident.topology;

import io.headwater.incident.topology.store.OrderLog;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Puts a task's order on the partition of the task's inputs. */
final class ByTask implements StreamPartitioner<String, byte[]> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, byte[] value, int numPartitions) {
        return Optional.of(Set.of(OrderLog.partitionOf(key)));
    }
}
