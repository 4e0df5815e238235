package io.headwater.lineage.wire;

import io.headwater.identity.PersonHash;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service's one producer, its codec, and the hash of people. */
@ApplicationScoped
public class KafkaBeans {

    @Produces
    @Singleton
    RecordCodec codec(@ConfigProperty(name = "headwater.registry.url") String registryUrl) {
        return RecordCodec.connect(registryUrl);
    }

    @Produces
    @Singleton
    Outbound outbound(RecordCodec codec) {
        return new Outbound(codec, "lineage-service");
    }

    @Produces
    @Singleton
    AckedProducer producer(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return AckedProducer.connect(bootstrapServers);
    }

    @Produces
    @Singleton
    PersonHash personHash(@ConfigProperty(name = "headwater.people.key") String key) {
        return new PersonHash(key);
    }

    void close(@Disposes AckedProducer producer) {
        producer.close();
    }

    void close(@Disposes RecordCodec codec) {
        codec.close();
    }
}
