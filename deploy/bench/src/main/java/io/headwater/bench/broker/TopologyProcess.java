package io.headwater.bench.broker;

import io.headwater.incident.topology.RecordFormat;
import io.headwater.topics.RecordCodec;
import java.nio.file.Path;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** A topology alone in a JVM of its own, as a service has one; says on its output in which state it is. */
public final class TopologyProcess {
    private TopologyProcess() {}

    /** @param arguments kind, bootstrap servers, registry URL, state folder */
    public static void main(String[] arguments) {
        Kind kind = Kind.valueOf(arguments[0]);
        RecordCodec codec = RecordCodec.connect(arguments[2]);
        KafkaStreams streams = new KafkaStreams(
                kind.build(RecordFormat.of(codec)),
                ProductSettings.of(kind.applicationId(), arguments[1], Path.of(arguments[3])));
        streams.setUncaughtExceptionHandler(failure -> {
            failure.printStackTrace();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> System.out.println("STATE " + now));
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }
}
