package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A method's arguments, whichever of the three ways they came: query, form, JSON. Structures may come as JSON text. */
final class Arguments {
    private final Map<String, JsonNode> values;

    private Arguments(Map<String, JsonNode> values) {
        this.values = values;
    }

    /** Throws {@code invalid_json}, {@code json_not_object} or {@code invalid_post_type} as Slack does. */
    static Arguments of(Request request) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        request.query().forEach((name, value) -> values.put(name, Json.tree(value)));
        String type = request.mediaType();
        if (type.equals("application/json")) {
            JsonNode body = Json.parse(request.text()).orElseThrow(() -> new SlackError("invalid_json"));
            if (!body.isObject()) {
                throw new SlackError("json_not_object");
            }
            body.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        } else if (request.body().length > 0) {
            if (!type.isEmpty() && !type.equals("application/x-www-form-urlencoded")) {
                throw new SlackError("invalid_post_type");
            }
            Request.form(request.text()).forEach((name, value) -> values.put(name, Json.tree(value)));
        }
        return new Arguments(values);
    }

    boolean has(String name) {
        return values.containsKey(name) && !values.get(name).isNull();
    }

    /** The value as text; empty where absent. */
    String text(String name) {
        return has(name) ? values.get(name).asText() : "";
    }

    String required(String name, String errorWord) {
        String value = text(name);
        if (value.isBlank()) {
            throw new SlackError(errorWord, List.of("[ERROR] missing required field: " + name));
        }
        return value;
    }

    boolean flag(String name) {
        String value = text(name);
        return value.equals("true") || value.equals("1");
    }

    int number(String name, int otherwise, int atMost) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text(name));
            if (value >= 1) {
                return Math.min(value, atMost);
            }
            throw new SlackError("invalid_limit");
        } catch (NumberFormatException notANumber) {
            throw new SlackError("invalid_limit");
        }
    }

    /** An array argument; empty where absent; {@code errorWord} where it is something else. */
    Optional<JsonNode> array(String name, String errorWord) {
        return structure(name, errorWord, JsonNode::isArray);
    }

    /** An object argument; empty where absent; {@code errorWord} where it is something else. */
    Optional<ObjectNode> object(String name, String errorWord) {
        return structure(name, errorWord, JsonNode::isObject).map(ObjectNode.class::cast);
    }

    private Optional<JsonNode> structure(
            String name, String errorWord, java.util.function.Predicate<JsonNode> isWanted) {
        if (!has(name) || (values.get(name).isTextual() && text(name).isBlank())) {
            return Optional.empty();
        }
        JsonNode value = values.get(name);
        Optional<JsonNode> node = value.isTextual() ? Json.parse(value.asText()) : Optional.of(value);
        return Optional.of(node.filter(isWanted).orElseThrow(() -> new SlackError(errorWord)));
    }
}
