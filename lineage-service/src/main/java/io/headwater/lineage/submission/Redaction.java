package io.headwater.lineage.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.headwater.lineage.people.People;
import java.util.Optional;
import java.util.Set;

/** An item that broke a rule, without the people in it, so that it can be kept. */
final class Redaction {
    private static final Set<String> PEOPLE = Set.of("viewer", "viewername", "email", "user", "username", "owner");

    private Redaction() {}

    static JsonNode of(JsonNode item, People people) {
        return redact(item, "", people);
    }

    private static JsonNode redact(JsonNode node, String field, People people) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            boolean inOwner = field.equals("owners");
            node.properties()
                    .forEach(e -> copy.set(
                            e.getKey(),
                            redact(
                                    e.getValue(),
                                    inOwner && e.getKey().equals("name") ? "user" : lower(e.getKey()),
                                    people)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(redact(item, field, people)));
            return copy;
        }
        if (!node.isValueNode() || node.isNull() || node.isBoolean()) {
            return node;
        }
        boolean person = PEOPLE.contains(field) || field.equals("owners");
        if (person && !node.asText().isBlank()) {
            return TextNode.valueOf("person:" + people.meet(node.asText(), Optional.empty()));
        }
        return node.isTextual() ? TextNode.valueOf(people.mask(node.asText())) : node;
    }

    private static String lower(String key) {
        return key.toLowerCase(java.util.Locale.ROOT);
    }
}
