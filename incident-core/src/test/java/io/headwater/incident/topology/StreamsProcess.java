package io.headwater.incident.topology;

import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.topics.RecordCodec;
import java.nio.file.Path;
import org.apache.kafka.streams.KafkaStreams;

/** The topology alone in a JVM of its own, so that it can be killed; says on its output in which state it is. */
public final class StreamsProcess {
    private StreamsProcess() {}

    /** @param arguments bootstrap servers, registry URL, state folder */
    public static void main(String[] arguments) {
        RecordCodec codec = RecordCodec.connect(arguments[1]);
        KafkaStreams streams = new KafkaStreams(
                IncidentTopology.build(
                        RecordFormat.of(codec),
                        new RulePriorities(new CelExpressions()::holds),
                        CelExpressions.overOutcomes()::holds),
                StreamsSettings.of(arguments[0], Path.of(arguments[2])));
        streams.setUncaughtExceptionHandler(new FailedThreads());
        streams.setStateListener((now, before) -> System.out.println("STATE " + now));
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }
}
