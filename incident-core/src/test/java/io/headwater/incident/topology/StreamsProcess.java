package io.headwater.incident.topology;

import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.incident.silence.Conditions;
import io.headwater.incident.triage.PriorityRules;
import io.headwater.topics.RecordCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** The topology alone in a JVM of its own, so that it can be killed; says on its output in which state it is. */
public final class StreamsProcess {
    private StreamsProcess() {}

    /** @param arguments bootstrap servers, registry URL, state folder, threads, and for a replay its name */
    public static void main(String[] arguments) {
        RecordFormat format = RecordFormat.of(RecordCodec.connect(arguments[1]));
        PriorityRules priorities = new RulePriorities(new CelExpressions()::holds);
        Conditions silencing = CelExpressions.overOutcomes()::holds;
        Properties settings = StreamsSettings.of(arguments[0], Path.of(arguments[2]));
        settings.put("num.stream.threads", arguments[3]);
        Topology topology = IncidentTopology.build(
                format, priorities, silencing, Duration.parse(System.getProperty("headwater.checkpoint.every", "P7D")));
        if (arguments.length > 4) {
            settings.put("application.id", "replay-" + arguments[4]);
            topology = IncidentTopology.replay(format, priorities, silencing, new ReplayTopics(arguments[4]));
        }
        KafkaStreams streams = new KafkaStreams(topology, settings);
        streams.setUncaughtExceptionHandler(new FailedThreads());
        streams.setStateListener((now, before) -> System.out.println("STATE " + now));
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }
}
