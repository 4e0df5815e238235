package io.headwater.incident.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Avro records as plain JSON: fields by name, enums as their symbol, times as ISO 8601 in UTC, unions untagged. */
final class AvroJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AvroJson() {}

    /** A record without some of its fields. */
    static ObjectNode of(IndexedRecord value, Set<String> without) {
        ObjectNode node = JSON.objectNode();
        for (Schema.Field field : value.getSchema().getFields()) {
            if (!without.contains(field.name())) {
                node.set(field.name(), node(value.get(field.pos())));
            }
        }
        return node;
    }

    static ObjectNode of(IndexedRecord value) {
        return of(value, Set.of());
    }

    static ArrayNode of(Collection<?> values) {
        ArrayNode array = JSON.arrayNode(values.size());
        values.forEach(value -> array.add(node(value)));
        return array;
    }

    private static JsonNode node(Object value) {
        if (value == null) {
            return JSON.nullNode();
        } else if (value instanceof IndexedRecord nested) {
            return of(nested);
        } else if (value instanceof Collection<?> many) {
            return of(many);
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((key, item) -> object.set(key.toString(), node(item)));
            return object;
        } else if (value instanceof Integer number) {
            return JSON.numberNode(number);
        } else if (value instanceof Long number) {
            return JSON.numberNode(number);
        } else if (value instanceof Double number) {
            return JSON.numberNode(number);
        } else if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return JSON.binaryNode(copy);
        }
        return JSON.textNode(value.toString());
    }
}
