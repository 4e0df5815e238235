package io.headwater.incident.topology;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the topology runs, its stores restored. While it takes partitions over or reads its stores back it is not. */
@Readiness
@ApplicationScoped
class StreamsReadiness implements HealthCheck {
    private final Instance<KafkaStreams> streams;
    private final boolean enabled;

    StreamsReadiness(
            Instance<KafkaStreams> streams, @ConfigProperty(name = "headwater.topology.enabled") boolean enabled) {
        this.streams = streams;
        this.enabled = enabled;
    }

    @Override
    public HealthCheckResponse call() {
        if (!enabled) {
            return HealthCheckResponse.named("incident topology")
                    .up()
                    .withData("state", "not enabled here")
                    .build();
        }
        KafkaStreams.State state = streams.get().state();
        return HealthCheckResponse.named("incident topology")
                .status(state == KafkaStreams.State.RUNNING)
                .withData("state", state.name())
                .build();
    }
}
