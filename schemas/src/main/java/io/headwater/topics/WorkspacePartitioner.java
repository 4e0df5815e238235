package io.headwater.topics;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.InvalidRecordException;

/** Sends every record of a workspace to the same partition, whatever its id. Set as `partitioner.class`. */
public final class WorkspacePartitioner implements Partitioner {

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        if (keyBytes == null) {
            throw new InvalidRecordException("a record for " + topic + " has no key; keys are workspace|id");
        }
        RecordKey parsed = RecordKey.parse(new String(keyBytes, StandardCharsets.UTF_8));
        return RecordKey.partitionOf(parsed.workspace(), cluster.partitionCountForTopic(topic));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to configure: the number of partitions comes from the cluster.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
