package io.headwater.bench.lineage;

import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.topology.store.ModestRocks;
import io.headwater.incident.topology.store.Stores;
import io.headwater.incident.topology.store.TaskState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** A task's stores on disk, as the incident topology has them, without a broker: what a restart reads. */
final class AssetStore implements AutoCloseable {
    private static final String WORKSPACE = "bench";
    /** A restart finds nothing in memory. */
    private static final String CACHE_BYTES = "0";

    private final TopologyTestDriver driver;
    private final TestInputTopic<String, String> input;
    private Consumer<ProcessorContext<?, ?>> work = context -> {};

    AssetStore(Path folder) {
        Topology topology = new Topology();
        topology.addSource("in", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("triage", StoreHolder::new, "in");
        topology.addStateStore(Stores.commits(), "triage");
        Stores.ofTriage().forEach(store -> topology.addStateStore(store.withLoggingDisabled(), "triage"));
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, ModestRocks.class);
        driver = new TopologyTestDriver(topology, settings);
        input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
    }

    /** Keeps them as the topology keeps what arrives, one by one, and writes all of it to disk. */
    void keep(SampleWarehouse warehouse, int... arrivals) {
        within(context -> {
            TaskState state = new TaskState(context);
            TaskState.Scope scope = state.workspace(WORKSPACE);
            for (int asset : arrivals) {
                AssetNode node = warehouse.node(asset);
                scope.describe(node.urn(), Optional.of(node));
                state.keep();
            }
        });
        driver.getAllStateStores().values().forEach(store -> store.flush());
    }

    /** What a restart does: the workspace's rows are read and put into a new graph; answers how many. */
    int restart() {
        int[] size = new int[1];
        within(context ->
                size[0] = new TaskState(context).workspace(WORKSPACE).graph().size());
        return size[0];
    }

    /** Stores are open to a processor while it has an input. */
    private void within(Consumer<ProcessorContext<?, ?>> task) {
        work = task;
        input.pipeInput("key", "value");
    }

    @Override
    public void close() {
        driver.close();
    }

    private final class StoreHolder implements Processor<String, String, Void, Void> {
        private ProcessorContext<Void, Void> context;

        @Override
        public void init(ProcessorContext<Void, Void> processorContext) {
            context = processorContext;
        }

        @Override
        public void process(Record<String, String> record) {
            work.accept(context);
        }
    }
}
