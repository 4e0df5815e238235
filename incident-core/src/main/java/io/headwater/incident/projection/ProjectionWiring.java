package io.headwater.incident.projection;

import io.headwater.topics.RecordCodec;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the adapters around the projection share. */
class ProjectionWiring {

    @Produces
    @Singleton
    @DefaultBean
    RecordCodec codec(@ConfigProperty(name = "headwater.registry.url") String registry) {
        return RecordCodec.connect(registry);
    }

    void close(@Disposes RecordCodec codec) {
        codec.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
