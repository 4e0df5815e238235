package io.headwater.incident.topology;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The product's own Kafka Streams settings, from its application.properties, with a broker and a folder of one's own. */
final class StreamsSettings {
    private static final String PREFIX = "kafka-streams.";

    private StreamsSettings() {}

    static Properties of(String bootstrap, Path stateDir) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of("kafka.bootstrap.servers", bootstrap, "headwater.state.dir", stateDir.toString()),
                        "test",
                        500))
                .withSources(product())
                .withSources(
                        new PropertiesConfigSource(Map.of("user.home", System.getProperty("user.home")), "system", 1))
                .addDefaultInterceptors()
                .build();
        Properties properties = new Properties();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                properties.put(
                        name.substring(PREFIX.length()),
                        config.getRawValue(name) == null ? "" : config.getValue(name, String.class));
            }
        }
        properties.put("application.id", config.getValue("quarkus.kafka-streams.application-id", String.class));
        properties.put("bootstrap.servers", bootstrap);
        return properties;
    }

    private static PropertiesConfigSource product() {
        try {
            return new PropertiesConfigSource(StreamsSettings.class.getResource("/application.properties"), 100);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the product's application.properties", failure);
        }
    }
}
