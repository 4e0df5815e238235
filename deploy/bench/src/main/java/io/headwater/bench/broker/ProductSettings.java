package io.headwater.bench.broker;

import io.headwater.incident.topology.IncidentTopology;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Kafka Streams settings as incident-core ships them, with a broker, an id and a folder of one's own. */
final class ProductSettings {
    private static final String PREFIX = "kafka-streams.";

    private ProductSettings() {}

    static Properties of(String applicationId, String bootstrap, Path stateDir) {
        Map<String, String> own =
                Map.of("kafka.bootstrap.servers", bootstrap, "headwater.state.dir", stateDir.toString());
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(own, "bench", 500), shipped())
                .withSources(
                        new PropertiesConfigSource(Map.of("user.home", System.getProperty("user.home")), "home", 1))
                .addDefaultInterceptors()
                .build();
        Properties settings = new Properties();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                settings.put(name.substring(PREFIX.length()), config.getValue(name, String.class));
            }
        }
        settings.put("application.id", applicationId);
        settings.put("bootstrap.servers", bootstrap);
        return settings;
    }

    private static PropertiesConfigSource shipped() {
        try {
            return new PropertiesConfigSource(IncidentTopology.class.getResource("/application.properties"), 100);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read incident-core's application.properties", failure);
        }
    }
}
