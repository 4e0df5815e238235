package io.headwater.incident.topology;

import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's own single-object encoding: the same bytes as the product's but for the header, which names the schema by its
 * fingerprint instead of a registry's id. For tests without a broker, which have no registry either.
 */
final class PlainAvroFormat implements RecordFormat {
    private static final int HEADER = 10;

    private final SchemaStore.Cache schemas = new SchemaStore.Cache();

    PlainAvroFormat() {
        Topics.all().forEach(topic -> topic.records().forEach(schemas::addSchema));
    }

    @Override
    public byte[] encode(Topic topic, SpecificRecord value) {
        Schema schema = value.getSchema();
        if (!topic.records().contains(schema)) {
            throw new IllegalArgumentException(topic.name() + " carries no " + schema.getFullName());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new BinaryMessageEncoder<SpecificRecord>(SpecificData.getForSchema(schema), schema).encode(value, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail to be written", impossible);
        }
        return out.toByteArray();
    }

    @Override
    public SpecificRecord decode(String topic, byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != (byte) 0xC3 || bytes[1] != 1) {
            throw new UnreadableRecord("not an Avro record with a schema id: " + bytes.length + " bytes");
        }
        long fingerprint =
                ByteBuffer.wrap(bytes, 2, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
        Schema schema = schemas.findByFingerprint(fingerprint);
        if (schema == null) {
            throw new UnreadableRecord("the registry does not know the schema: " + fingerprint);
        }
        try {
            return new SpecificDatumReader<SpecificRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException | AvroRuntimeException wrong) {
            throw new UnreadableRecord(topic + ": " + wrong.getMessage(), wrong);
        }
    }
}
