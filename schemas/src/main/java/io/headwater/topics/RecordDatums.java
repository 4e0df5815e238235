package io.headwater.topics;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads and writes the generated classes that stand beside this one. Avro's own look-up goes by the class loader of
 * Avro, under which a service in test or dev mode finds other copies of them.
 */
public final class RecordDatums implements AvroDatumProvider<SpecificRecord> {
    static final SpecificData DATA = data();

    private static final int MOST_INSTANCES = 256;

    /** By schema: making one costs far more than using it, and each may serve several threads. */
    private final Map<Schema, DatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();

    private final Map<Schema, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    /**
     * The same for schemas that came before as this very object, copied for each more: who decodes keeps one of each, and
     * comparing two field by field costs as much as reading a record.
     */
    private volatile Map<Schema, DatumReader<SpecificRecord>> readersByInstance = new IdentityHashMap<>();

    @Override
    public DatumWriter<SpecificRecord> createDatumWriter(SpecificRecord value, Schema schema) {
        return writers.computeIfAbsent(schema, s -> new SpecificDatumWriter<>(s, DATA));
    }

    /** Into our version of the record; what a newer writer added is skipped. */
    @Override
    public DatumReader<SpecificRecord> createDatumReader(Schema written) {
        DatumReader<SpecificRecord> known = readersByInstance.get(written);
        return known == null ? remember(written) : known;
    }

    private synchronized DatumReader<SpecificRecord> remember(Schema written) {
        DatumReader<SpecificRecord> reader = readers.computeIfAbsent(written, RecordDatums::reader);
        if (readersByInstance.size() < MOST_INSTANCES) {
            Map<Schema, DatumReader<SpecificRecord>> more = new IdentityHashMap<>(readersByInstance);
            more.put(written, reader);
            readersByInstance = more;
        }
        return reader;
    }

    @Override
    public Schema toSchema(SpecificRecord value) {
        return value.getSchema();
    }

    /**
     * An independent copy, through the record's bytes. The generated copying builders look for enums under Avro's class
     * loader, which in a test is not that of the records.
     */
    @SuppressWarnings("unchecked")
    public static <T extends SpecificRecord> T copyOf(T record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<T>(record.getSchema(), DATA).write(record, encoder);
            return (T) reader(record.getSchema())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }

    private static DatumReader<SpecificRecord> reader(Schema written) {
        Class<?> known = DATA.getClass(written);
        Schema ours = known == null ? written : DATA.getSchema(known);
        return new SpecificDatumReader<>(written, ours, DATA);
    }

    private static SpecificData data() {
        SpecificData data = new SpecificData(RecordDatums.class.getClassLoader());
        // Without it a union of null and a time takes no Instant.
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        return data;
    }
}
