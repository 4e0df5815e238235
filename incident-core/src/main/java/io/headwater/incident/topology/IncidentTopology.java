package io.headwater.incident.topology;

import io.headwater.incident.silence.Conditions;
import io.headwater.incident.topology.store.Stores;
import io.headwater.incident.triage.PriorityRules;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private IncidentTopology() {}

    /**
     * The topology; each task makes engines of its own, one for each workspace.
     *
     * @param silencing evaluates the conditions of silences
     */
    public static Topology build(RecordFormat format, PriorityRules priorities, Conditions silencing) {
        Topology topology = new Topology();
        String[] sources = INPUTS.keySet().toArray(String[]::new);
        String[] readers = INPUTS.keySet().stream().map(Nodes::reader).toArray(String[]::new);
        INPUTS.forEach((source, topic) -> topology.addSource(
                AutoOffsetReset.earliest(),
                source,
                new ArrivalTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic.name()));
        topology.addProcessor(Nodes.RECORD_ORDER, () -> new RecordOrder(format, readersByTopic()), sources);
        INPUTS.forEach((source, topic) -> topology.addProcessor(
                Nodes.reader(source),
                () -> new ReadInput(topic, format, Readings.of(topic, format)),
                Nodes.RECORD_ORDER));
        topology.addProcessor(
                Nodes.TRIAGE,
                () -> new TriageProcessor(format, priorities, silencing),
                with(readers, Nodes.RECORD_ORDER));
        topology.addStateStore(Stores.order(), Nodes.RECORD_ORDER, Nodes.TRIAGE);
        Stores.ofTriage().forEach(store -> topology.addStateStore(store, Nodes.TRIAGE));
        addSinks(topology, readers);
        return topology;
    }

    /** The topology as Kafka Streams lays it out. */
    public static TopologyDescription describe() {
        return build(null, null, null).describe();
    }

    private static void addSinks(Topology topology, String... readers) {
        StreamPartitioner<String, byte[]> byWorkspace = new ByWorkspace();
        sink(topology, Nodes.INCIDENT_EVENTS, Topics.INCIDENT_EVENTS, byWorkspace, Nodes.TRIAGE);
        sink(topology, Nodes.INCIDENTS, Topics.INCIDENTS, byWorkspace, Nodes.TRIAGE);
        sink(topology, Nodes.ASSET_STATUS, Topics.ASSET_STATUS, byWorkspace, Nodes.TRIAGE);
        String outcomes = Nodes.reader(Nodes.OUTCOMES);
        sink(topology, Nodes.DECISIONS, Topics.DECISIONS, byWorkspace, Nodes.TRIAGE, outcomes);
        sink(topology, Nodes.MOVED_OUTCOMES, Topics.ALERTS, byWorkspace, outcomes);
        sink(topology, Nodes.DEAD_LETTERS, Topics.DEAD_LETTER, byWorkspace, with(readers, Nodes.TRIAGE));
        sink(topology, Nodes.ORDER_LOG, Topics.ORDER, new ByTask(), Nodes.RECORD_ORDER, Nodes.TRIAGE);
    }

    private static void sink(
            Topology topology,
            String name,
            Topic topic,
            StreamPartitioner<String, byte[]> partitioner,
            String... from) {
        topology.addSink(name, topic.name(), new StringSerializer(), new ByteArraySerializer(), partitioner, from);
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
