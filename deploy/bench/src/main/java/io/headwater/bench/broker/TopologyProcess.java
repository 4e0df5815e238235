package io.headwater.bench.broker;

import io.headwater.incident.topology.RecordFormat;
import io.headwater.topics.RecordCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** A topology alone in a JVM of its own, as a service has one; says on its output in which state it is. */
public final class TopologyProcess {
    private static final Logger LOG = Logger.getLogger(TopologyProcess.class.getName());

    private TopologyProcess() {}

    /** @param arguments kind, bootstrap servers, registry URL, state folder */
    public static void main(String[] arguments) throws IOException {
        // Without a configuration of its own the log manager lets everything through.
        Logger.getLogger("").setLevel(Level.WARNING);
        Kind kind = Kind.valueOf(arguments[0]);
        RecordCodec codec = RecordCodec.connect(arguments[2]);
        KafkaStreams streams = new KafkaStreams(
                kind.build(RecordFormat.of(codec)),
                ProductSettings.of(kind.applicationId(), arguments[1], Path.of(arguments[3])));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.log(Level.SEVERE, "the topology of " + kind + " ends", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> System.out.println("STATE " + now));
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
        awaitEndOfInput();
        System.exit(0);
    }

    /** Its input closes when whoever started it is gone, however that went. */
    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // What is said does not matter.
        }
    }
}
