package io.headwater.incident.topology.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.PackedAsset;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.PackedCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Rows of the state stores as CBOR. Fields go by name and unknown ones are passed over, so that a row written by an
 * older or newer release is still read; half the size of JSON, and no second schema beside the topics' Avro, which is a
 * contract with others where this is not.
 */
final class RowFormat {
    private static final ObjectMapper CBOR = mapper();

    private RowFormat() {}

    /** How rows of that type are kept; null is a row that is gone. */
    static <T> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom((topic, row) -> write(row), (topic, bytes) -> read(bytes, type));
    }

    /** Assets are packed: a restart reads all of them. */
    static Serde<AssetNode> ofAssets() {
        return packed(PackedAsset.FORM, PackedAsset::pack, PackedAsset::unpack, AssetNode.class);
    }

    /** Checks are packed: every outcome rewrites the row of one. */
    static Serde<CheckRow> ofChecks() {
        return Serdes.serdeFrom(
                (topic, row) -> row == null ? null : PackedCheck.pack(row),
                (topic, bytes) -> bytes == null ? null : PackedCheck.unpack(bytes));
    }

    /** The order's row is packed: every input rewrites it. */
    static Serde<OrderRow> ofOrder() {
        return packed(OrderRow.FORM, OrderRow::pack, OrderRow::unpack, OrderRow.class);
    }

    /** Rows of releases that did not pack them are read as they are: no CBOR of a record begins with that byte. */
    private static <T> Serde<T> packed(byte form, Function<T, byte[]> pack, Function<byte[], T> unpack, Class<T> type) {
        return Serdes.serdeFrom(
                (topic, row) -> row == null ? null : pack.apply(row),
                (topic, bytes) -> bytes == null || bytes[0] != form ? read(bytes, type) : unpack.apply(bytes));
    }

    static byte[] write(Object row) {
        try {
            return row == null ? null : CBOR.writeValueAsBytes(row);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(
                    "cannot write a row of " + row.getClass().getSimpleName(), failure);
        }
    }

    static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return bytes == null ? null : CBOR.readValue(bytes, type);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a row of " + type.getSimpleName(), failure);
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = CBORMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .serializationInclusion(JsonInclude.Include.NON_ABSENT)
                // A record's components are its row; what else it answers (isOpen(), ...) is not.
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .build();
        // A list that an older release did not know is empty.
        JsonSetter.Value empty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        mapper.configOverride(List.class).setSetterInfo(empty);
        mapper.configOverride(SortedMap.class).setSetterInfo(empty);
        return mapper;
    }
}
