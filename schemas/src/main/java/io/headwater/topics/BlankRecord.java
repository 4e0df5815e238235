package io.headwater.topics;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** A record of any schema with every field at its emptiest; used to resolve schema ids ahead of need. */
final class BlankRecord {
    private BlankRecord() {}

    static Object of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case ENUM -> RecordDatums.DATA.createEnum(schema.getEnumSymbols().get(0), schema);
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case UNION -> of(schema.getTypes().get(0));
            case STRING -> "";
            case BYTES -> ByteBuffer.allocate(0);
            case INT -> 0;
            case LONG -> schema.getLogicalType() == LogicalTypes.timestampMillis() ? (Object) Instant.EPOCH : 0L;
            case FLOAT -> 0f;
            case DOUBLE -> 0d;
            case BOOLEAN -> false;
            case NULL -> null;
            case FIXED -> throw new IllegalArgumentException("no fixed types in Headwater's schemas: " + schema);
        };
    }

    private static SpecificRecord record(Schema schema) {
        SpecificRecord blank = (SpecificRecord) SpecificData.newInstance(RecordDatums.DATA.getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            blank.put(field.pos(), of(field.schema()));
        }
        return blank;
    }
}
