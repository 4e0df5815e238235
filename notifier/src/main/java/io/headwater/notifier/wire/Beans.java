package io.headwater.notifier.wire;

import io.headwater.identity.PersonHash;
import io.headwater.notifier.routing.Conditions;
import io.headwater.notifier.routing.cel.CelConditions;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the adapters share. */
class Beans {

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
    Outbound outbound(RecordCodec codec) {
        return new Outbound(codec, "notifier");
    }

    @Produces
    @Singleton
    PersonHash personHash(@ConfigProperty(name = "headwater.people.key") String key) {
        return new PersonHash(key);
    }

    @Produces
    @Singleton
    Conditions conditions() {
        return new CelConditions();
    }

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
