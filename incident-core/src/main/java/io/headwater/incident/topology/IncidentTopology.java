package io.headwater.incident.topology;

import io.headwater.incident.silence.Conditions;
import io.headwater.incident.topology.store.Stores;
import io.headwater.incident.triage.PriorityRules;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * How outcomes, lineage, views, policies and commands become incidents: one task per partition meets all of a workspace,
 * takes its inputs up in one order and puts that order on record.
 */
public final class IncidentTopology {
    private static final Map<String, Topic> INPUTS = new LinkedHashMap<>();

    static {
        INPUTS.put(Nodes.OUTCOMES, Topics.ALERTS);
        INPUTS.put(Nodes.ASSETS, Topics.ASSETS);
        INPUTS.put(Nodes.VIEWS, Topics.VIEWS);
        INPUTS.put(Nodes.POLICIES, Topics.POLICIES);
        INPUTS.put(Nodes.COMMANDS, Topics.COMMANDS);
    }

    /** How long after a checkpoint of a task the next one is due, where nothing else is said. */
    public static final Duration CHECKPOINTS = Duration.ofDays(7);

    private IncidentTopology() {}

    /**
     * The topology; each task makes engines of its own, one for each workspace.
     *
     * @param silencing evaluates the conditions of silences
     * @param checkpoints how long after a checkpoint of a task the next one is due
     */
    public static Topology build(
            RecordFormat format, PriorityRules priorities, Conditions silencing, Duration checkpoints) {
        Topology topology = new Topology();
        INPUTS.forEach((source, topic) -> source(topology, source, topic.name()));
        topology.addProcessor(
                Nodes.RECORD_ORDER,
                () -> new RecordOrder(format, readersByTopic()),
                INPUTS.keySet().toArray(String[]::new));
        decide(topology, format, priorities, silencing, Topic::name);
        keep(topology, format, checkpoints);
        return topology;
    }

    /**
     * The same over {@link RecordedInputs}, all that it writes going to the replay's own topics: the same inputs in the order
     * that is on record give the same incident events, to the byte.
     */
    public static Topology replay(
            RecordFormat format, PriorityRules priorities, Conditions silencing, ReplayTopics topics) {
        Topology topology = new Topology();
        source(topology, Nodes.REPLAYED, topics.inputs());
        topology.addProcessor(Nodes.RECORD_ORDER, () -> new ReplayOrder(format, readersByTopic()), Nodes.REPLAYED);
        decide(topology, format, priorities, silencing, topics::of);
        return topology;
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                new ArrivalTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic);
    }

    /** What follows the order: reading, deciding, and where the decisions go. */
    private static void decide(
            Topology topology,
            RecordFormat format,
            PriorityRules priorities,
            Conditions silencing,
            Function<Topic, String> names) {
        String[] readers = INPUTS.keySet().stream().map(Nodes::reader).toArray(String[]::new);
        INPUTS.forEach((source, topic) -> topology.addProcessor(
                Nodes.reader(source),
                () -> new ReadInput(topic, format, Readings.of(topic, format)),
                Nodes.RECORD_ORDER));
        topology.addProcessor(
                Nodes.TRIAGE,
                () -> new TriageProcessor(format, priorities, silencing),
                with(readers, Nodes.RECORD_ORDER));
        topology.addStateStore(Stores.order(), Nodes.RECORD_ORDER);
        topology.addStateStore(Stores.commits(), Nodes.RECORD_ORDER, Nodes.TRIAGE);
        Stores.ofTriage().forEach(store -> topology.addStateStore(store, Nodes.TRIAGE));
        addSinks(topology, names, readers);
    }

    /** Last, for its cut to see what the others save before a commit. Nobody sends it anything. */
    private static void keep(Topology topology, RecordFormat format, Duration every) {
        topology.addProcessor(Nodes.CHECKPOINT, () -> new Checkpointer(format, every), Nodes.TRIAGE);
        topology.addStateStore(Stores.checkpoint(), Nodes.CHECKPOINT);
        topology.connectProcessorAndStateStores(Nodes.CHECKPOINT, Stores.readByCheckpoints());
        topology.addSink(
                Nodes.CHECKPOINTS,
                Topics.CHECKPOINTS.name(),
                new StringSerializer(),
                new ByteArraySerializer(),
                new ByTask(),
                Nodes.CHECKPOINT);
    }

    /** The topology as Kafka Streams lays it out. */
    public static TopologyDescription describe() {
        return build(null, null, null, CHECKPOINTS).describe();
    }

    private static void addSinks(Topology topology, Function<Topic, String> names, String... readers) {
        StreamPartitioner<String, byte[]> byWorkspace = new ByWorkspace();
        String outcomes = Nodes.reader(Nodes.OUTCOMES);
        Sinks sinks = (name, topic, partitioner, from) -> topology.addSink(
                name, names.apply(topic), new StringSerializer(), new ByteArraySerializer(), partitioner, from);
        sinks.add(Nodes.INCIDENT_EVENTS, Topics.INCIDENT_EVENTS, byWorkspace, Nodes.TRIAGE);
        sinks.add(Nodes.INCIDENTS, Topics.INCIDENTS, byWorkspace, Nodes.TRIAGE);
        sinks.add(Nodes.ASSET_STATUS, Topics.ASSET_STATUS, byWorkspace, Nodes.TRIAGE);
        sinks.add(Nodes.DECISIONS, Topics.DECISIONS, byWorkspace, Nodes.TRIAGE, outcomes);
        sinks.add(Nodes.MOVED_OUTCOMES, Topics.ALERTS, byWorkspace, outcomes);
        sinks.add(Nodes.DEAD_LETTERS, Topics.DEAD_LETTER, byWorkspace, with(readers, Nodes.TRIAGE));
        sinks.add(Nodes.ORDER_LOG, Topics.ORDER, new ByTask(), Nodes.RECORD_ORDER, Nodes.TRIAGE);
    }

    private interface Sinks {
        void add(String name, Topic topic, StreamPartitioner<String, byte[]> partitioner, String... from);
    }

    private static Map<String, String> readersByTopic() {
        Map<String, String> readers = new LinkedHashMap<>();
        INPUTS.forEach((source, topic) -> readers.put(topic.name(), Nodes.reader(source)));
        return readers;
    }

    private static String[] with(String[] names, String more) {
        return Stream.concat(Stream.of(names), Stream.of(more)).toArray(String[]::new);
    }
}
