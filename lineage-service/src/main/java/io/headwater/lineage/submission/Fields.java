package io.headwater.lineage.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Reads the fields of one JSON object; a field of the wrong kind is named by its path. */
record Fields(JsonNode object, String path) {
    /** Longest name, id or tag, in characters; what is indexed must stay below a third of a database page. */
    static final int LINE = 600;

    static Fields of(JsonNode node, String path) {
        if (node == null || !node.isObject()) {
            throw new BadField(path.isEmpty() ? "(body)" : path, "must be a JSON object");
        }
        return new Fields(node, path);
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new BadField(at(name), "is required"));
    }

    Optional<String> text(String name) {
        return longText(name).map(value -> line(value, at(name)));
    }

    /** A text of any length. */
    Optional<String> longText(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
            throw new BadField(at(name), "must be a text");
        }
        return Optional.of(value.asText().replace("\0", "").strip()).filter(text -> !text.isEmpty());
    }

    OptionalInt integer(String name, int min, int max) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return OptionalInt.empty();
        }
        if (!value.canConvertToExactIntegral() || value.asLong() < min || value.asLong() > max) {
            throw new BadField(at(name), "must be a whole number from " + min + " to " + max);
        }
        return OptionalInt.of(value.asInt());
    }

    boolean flag(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new BadField(at(name), "must be true or false");
        }
        return value.asBoolean();
    }

    /** An ISO 8601 time with its zone, or milliseconds since 1970. */
    Optional<Instant> time(String name) {
        JsonNode value = object.get(name);
        if (value != null && value.isIntegralNumber()) {
            return Optional.of(Instant.ofEpochMilli(value.asLong()));
        }
        try {
            return text(name).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException unreadable) {
            throw new BadField(at(name), "must be an ISO 8601 time with its zone, such as 2026-01-31T09:30:00Z");
        }
    }

    <E extends Enum<E>> Optional<E> symbol(String name, Class<E> type) {
        return text(name).map(value -> {
            for (E symbol : type.getEnumConstants()) {
                if (symbol.name().equals(value.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                    return symbol;
                }
            }
            throw new BadField(at(name), "must be one of " + List.of(type.getEnumConstants()));
        });
    }

    List<String> texts(String name) {
        return list(name, (node, where) -> {
            if (!node.isTextual()) {
                throw new BadField(where, "must be a text");
            }
            return line(node.asText().replace("\0", ""), where);
        });
    }

    <T> List<T> list(String name, BiFunction<JsonNode, String, T> each) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new BadField(at(name), "must be a list");
        }
        List<T> items = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            items.add(each.apply(value.get(i), at(name) + "[" + i + "]"));
        }
        return items;
    }

    Map<String, String> textMap(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw new BadField(at(name), "must be a JSON object");
        }
        Map<String, String> map = new TreeMap<>();
        value.properties()
                .forEach(entry -> map.put(
                        entry.getKey().replace("\0", ""),
                        (entry.getValue().isValueNode()
                                        ? entry.getValue().asText()
                                        : entry.getValue().toString())
                                .replace("\0", "")));
        return map;
    }

    static String line(String value, String where) {
        if (value.isBlank()) {
            throw new BadField(where, "must not be empty");
        }
        if (value.length() > LINE) {
            throw new BadField(where, "must have at most " + LINE + " characters");
        }
        return value;
    }
}
