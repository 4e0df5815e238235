package io.headwater.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

class RecordDatumsTest {
    private static final Instant AT = Instant.parse("2026-03-02T02:14:09.123Z");

    private final RecordDatums datums = new RecordDatums();

    @Test
    void a_time_that_may_be_absent_is_written_and_read() throws IOException {
        CheckOutcome outcome = CheckOutcome.newBuilder()
                .setWorkspace("acme")
                .setSource("dbt")
                .setCheck("c")
                .setRun("r")
                .setStatus(OutcomeStatus.FAILED)
                .setOccurredAt(AT)
                .setReceivedAt(AT)
                .setAnomalySince(AT.minusSeconds(60))
                .build();
        assertThat(read(write(outcome), CheckOutcome.SCHEMA$)).isEqualTo(outcome);
    }

    @Test
    void every_record_type_of_the_catalogue_survives_the_way_there_and_back() throws IOException {
        for (Topic topic : Topics.all()) {
            for (Schema schema : topic.records()) {
                SpecificRecord blank = (SpecificRecord) BlankRecord.of(schema);
                assertThat(read(write(blank), schema)).as(schema.getFullName()).isEqualTo(blank);
            }
        }
    }

    /** Whatever another client writes by the schema alone, we read, and write again without loss. */
    @Property(tries = 30)
    void any_record_that_the_schema_allows_is_read_and_written_without_loss(@ForAll long seed) throws IOException {
        for (Topic topic : Topics.all()) {
            for (Schema schema : topic.records()) {
                // To a client without Avro's conversions a time is a number.
                Schema plain = new Schema.Parser()
                        .parse(schema.toString().replace(",\"logicalType\":\"timestamp-millis\"", ""));
                Object made = new RandomData(plain, 1, seed).iterator().next();
                ByteArrayOutputStream foreign = new ByteArrayOutputStream();
                BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(foreign, null);
                new GenericDatumWriter<>(plain).write(made, encoder);
                encoder.flush();

                byte[] ours = write(read(foreign.toByteArray(), schema));
                assertThat(generic(ours, plain))
                        .as(schema.getFullName())
                        .isEqualTo(generic(foreign.toByteArray(), plain));
            }
        }
    }

    @Test
    void what_a_newer_writer_added_is_skipped() throws IOException {
        List<Schema.Field> fields = new ArrayList<>();
        CheckOutcome.SCHEMA$.getFields().forEach(f -> fields.add(new Schema.Field(f, f.schema())));
        fields.add(new Schema.Field("later", Schema.create(Schema.Type.STRING), null, ""));
        Schema newer = Schema.createRecord("CheckOutcome", null, "io.headwater.schema", false, fields);
        SpecificRecord blank = (SpecificRecord) BlankRecord.of(CheckOutcome.SCHEMA$);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(write(blank));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeString("what a newer version says");
        encoder.flush();
        assertThat(read(bytes.toByteArray(), newer)).isEqualTo(blank);
    }

    private static Object generic(byte[] bytes, Schema schema) throws IOException {
        return new GenericDatumReader<>(schema).read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private byte[] write(SpecificRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        datums.createDatumWriter(record, record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private SpecificRecord read(byte[] bytes, Schema written) throws IOException {
        return datums.createDatumReader(written).read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
