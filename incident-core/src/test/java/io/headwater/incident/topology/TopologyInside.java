package io.headwater.incident.topology;

import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.topics.RecordCodec;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The real topology within a test whose profile leaves it out: it starts with the first who asks for it, so that tests
 * that need none share the profile and one start of Quarkus with those that do.
 */
@ApplicationScoped
public class TopologyInside {
    private final String broker;
    private final RecordCodec codec;
    private KafkaStreams streams;

    @Inject
    TopologyInside(@ConfigProperty(name = "kafka.bootstrap.servers") String broker, RecordCodec codec) {
        this.broker = broker;
        this.codec = codec;
    }

    @PostConstruct
    void start() {
        Path state =
                Path.of("target", "topology-inside-" + ProcessHandle.current().pid());
        streams = new KafkaStreams(
                IncidentTopology.build(
                        RecordFormat.of(codec),
                        new RulePriorities(new CelExpressions()::holds),
                        CelExpressions.overOutcomes()::holds,
                        IncidentTopology.CHECKPOINTS),
                StreamsSettings.of(broker, state));
        streams.setUncaughtExceptionHandler(new FailedThreads());
        streams.start();
    }

    @PreDestroy
    void stop() {
        streams.close(Duration.ofSeconds(20));
        streams.cleanUp();
    }

    public boolean runs() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }
}
