package io.headwater.topics;

import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.apicurio.registry.serde.avro.strategy.TopicRecordIdStrategy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records to bytes and back through Apicurio Registry: the writer's schema id travels in the payload. Schemas are never
 * registered from here (only {@link Provisioning} does). Safe for use by several threads.
 *
 * <p>A registry that is away is waited for, not taken for a bad record: {@link #decode} throws {@link
 * RegistryUnavailable} then, and {@link UnreadableRecord} only where the bytes themselves are at fault.
 */
public final class RecordCodec implements AutoCloseable {
    private static final Duration CHECK_PERIOD = Duration.ofHours(1);

    private final AvroKafkaSerializer<Object> serializer = new AvroKafkaSerializer<>();
    private final AvroKafkaDeserializer<Object> deserializer = new AvroKafkaDeserializer<>();
    private final Duration patience;

    private RecordCodec(String registryUrl, Duration patience) {
        this.patience = patience;
        serializer.configure(serdeConfig(registryUrl), false);
        deserializer.configure(serdeConfig(registryUrl), false);
    }

    /** A codec on that registry (`…/apis/registry/v3`); gives up on an absent registry after a minute per record. */
    public static RecordCodec connect(String registryUrl) {
        return new RecordCodec(registryUrl, Duration.ofMinutes(1));
    }

    /** The same with another patience; zero: fail at once. */
    public static RecordCodec connect(String registryUrl, Duration patience) {
        return new RecordCodec(registryUrl, patience);
    }

    /** Serde settings that any plain Kafka client can use with Apicurio's own serializers. */
    public static Map<String, Object> serdeConfig(String registryUrl) {
        Map<String, Object> config = new HashMap<>();
        config.put(SchemaResolverConfig.REGISTRY_URL, registryUrl);
        config.put(SchemaResolverConfig.AUTO_REGISTER_ARTIFACT, false);
        config.put(SchemaResolverConfig.ARTIFACT_RESOLVER_STRATEGY, TopicRecordIdStrategy.class.getName());
        // The schema behind an id never changes, so a cached one stays good while the registry restarts.
        config.put(SchemaResolverConfig.CHECK_PERIOD_MS, CHECK_PERIOD.toMillis());
        config.put(SchemaResolverConfig.FAULT_TOLERANT_REFRESH, true);
        // Whole schemas, as provisioning registers them; else the serde would ask for one with its nested types cut
        // out.
        config.put(SchemaResolverConfig.DEREFERENCE_SCHEMA, true);
        config.put(SchemaResolverConfig.HTTP_ADAPTER, "JDK");
        config.put(AvroSerdeConfig.USE_SPECIFIC_AVRO_READER, true);
        config.put(AvroSerdeConfig.AVRO_DATUM_PROVIDER, RecordDatums.class);
        return config;
    }

    /** Resolves the ids of every schema of these topics now, so that a registry that restarts later is not missed. */
    public void warm(Topic... topics) {
        for (Topic topic : topics) {
            for (Schema schema : topic.records()) {
                retrying(topic.name(), () -> serializer.serialize(topic.name(), blank(schema)));
            }
        }
    }

    /**
     * The record's bytes; null stays null (a tombstone).
     *
     * @throws RegistryUnavailable when the registry does not answer within the patience
     */
    public byte[] encode(Topic topic, SpecificRecord value) {
        return value == null ? null : retrying(topic.name(), () -> serializer.serialize(topic.name(), value));
    }

    /**
     * The record in the bytes, as its generated class.
     *
     * @throws UnreadableRecord when the bytes are no record of a known schema and class
     * @throws RegistryUnavailable when the registry does not answer within the patience
     */
    public SpecificRecord decode(String topic, byte[] bytes) {
        if (bytes == null || bytes.length < 5 || bytes[0] != 0) {
            throw new UnreadableRecord(
                    "not an Avro record with a schema id: " + (bytes == null ? "no value" : bytes.length + " bytes"));
        }
        Object value = retrying(topic, () -> deserializer.deserialize(topic, bytes));
        if (value instanceof SpecificRecord specific) {
            return specific;
        }
        throw new UnreadableRecord("record type "
                + (value instanceof GenericData.Record r ? r.getSchema().getFullName() : String.valueOf(value))
                + " is not known here");
    }

    /** {@link #decode} for a topic with one record type. */
    public <T extends SpecificRecord> T decode(Topic topic, byte[] bytes, Class<T> type) {
        SpecificRecord value = decode(topic.name(), bytes);
        if (!type.isInstance(value)) {
            throw new UnreadableRecord(topic.name() + " carries " + type.getSimpleName() + ", not "
                    + value.getSchema().getFullName());
        }
        return type.cast(value);
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }

    private <T> T retrying(String topic, java.util.function.Supplier<T> attempt) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return attempt.get();
            } catch (RuntimeException failure) {
                if (RegistryUnavailable.isIn(failure)) {
                    pauseBefore(deadline, topic, failure);
                } else if (failure instanceof AvroRuntimeException || !isRegistryAnswer(failure)) {
                    throw new UnreadableRecord(topic + ": " + rootMessage(failure), failure);
                } else {
                    throw new UnreadableRecord(
                            topic + ": the registry does not know the schema: " + rootMessage(failure), failure);
                }
            }
        }
    }

    private static void pauseBefore(long deadline, String topic, RuntimeException failure) {
        if (System.nanoTime() >= deadline) {
            throw new RegistryUnavailable(
                    "schema registry does not answer for " + topic + ": " + rootMessage(failure), failure);
        }
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailable("interrupted while waiting for the schema registry", interrupted);
        }
    }

    private static boolean isRegistryAnswer(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getClass().getName().startsWith("io.apicurio.registry.rest.client")
                    || t.getClass().getName().startsWith("com.microsoft.kiota")) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static SpecificRecord blank(Schema schema) {
        return (SpecificRecord) BlankRecord.of(schema);
    }
}
