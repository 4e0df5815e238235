package io.headwater.ticketing.outlet;

import io.headwater.topics.RecordCodec;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the adapters share. */
class Wiring {
    @Produces
    @Singleton
    RecordCodec codec(@ConfigProperty(name = "headwater.registry.url") String registry) {
        return RecordCodec.connect(registry);
    }

    void close(@Disposes RecordCodec codec) {
        codec.close();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
