package io.headwater.bench.broker;

import io.headwater.incident.topology.CommitPace;
import io.headwater.incident.topology.RecordFormat;
import io.headwater.topics.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The baseline: reads an outcome through the registry's serde, writes it through the same, keeps nothing; commits as often as
 * the product does.
 */
final class IdentityTopology {
    static final String OUT = "bench.identity.v1";

    private IdentityTopology() {}

    static Topology build(RecordFormat format) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                "outcomes",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.ALERTS.name());
        topology.addProcessor("copy", () -> new Copy(format), "outcomes");
        topology.addSink("copies", OUT, new ByteArraySerializer(), new ByteArraySerializer(), "copy");
        return topology;
    }

    private static final class Copy extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        private final RecordFormat format;
        private CommitPace commits;

        Copy(RecordFormat format) {
            this.format = format;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            commits = CommitPace.of(context);
        }

        @Override
        public void process(Record<byte[], byte[]> outcome) {
            commits.took(outcome.timestamp());
            byte[] copy = format.encode(Topics.ALERTS, format.decode(Topics.ALERTS.name(), outcome.value()));
            context().forward(outcome.withValue(copy));
        }
    }
}
