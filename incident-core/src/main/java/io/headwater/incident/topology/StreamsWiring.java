package io.headwater.incident.topology;

import io.headwater.incident.priority.RulePriorities;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.topics.RecordCodec;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What Quarkus' Kafka Streams runs: the topology, and what becomes of a thread that fails. */
class StreamsWiring {

    /** Without it the service answers queries and takes commands, and decides nothing. */
    @Produces
    @Singleton
    @LookupIfProperty(name = "headwater.topology.enabled", stringValue = "true")
    Topology topology(RecordCodec codec, @ConfigProperty(name = "headwater.checkpoint.every") Duration checkpoints) {
        return IncidentTopology.build(
                RecordFormat.of(codec),
                new RulePriorities(new CelExpressions()::holds),
                CelExpressions.overOutcomes()::holds,
                checkpoints);
    }

    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler failedThreads() {
        return new FailedThreads();
    }
}
