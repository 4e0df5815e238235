package io.headwater.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Optional fields of the wrong type count as missing. */
final class Lenient {
    private static final int MOST_META = 100;
    private static final int LONGEST_META = 1_000;

    private Lenient() {}

    /** Text that is not blank. */
    static Optional<String> text(JsonNode json, String field) {
        return text(json.path(field));
    }

    static Optional<String> text(JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank() ? Optional.of(value.textValue()) : Optional.empty();
    }

    static Optional<Boolean> flag(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    static Optional<Long> whole(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isIntegralNumber() && value.canConvertToLong() ? Optional.of(value.longValue()) : Optional.empty();
    }

    static Optional<Double> number(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isNumber() && Double.isFinite(value.doubleValue())
                ? Optional.of(value.doubleValue())
                : Optional.empty();
    }

    /** The texts of a list; a lone text counts as a list of one. */
    static List<String> texts(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().isBlank() ? List.of() : List.of(value.textValue());
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            if (value.isArray()) {
                text(element).ifPresent(texts::add);
            }
        }
        return texts.isEmpty() ? List.of() : List.copyOf(texts);
    }

    /** ISO 8601; without an offset it is UTC, as dbt 0.x wrote it. */
    static Optional<Instant> time(JsonNode json, String field) {
        return text(json, field).flatMap(Lenient::time);
    }

    static Optional<Instant> time(String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            boolean zoned = iso.endsWith("Z") || iso.matches(".*T.*[+-]\\d\\d(:?\\d\\d)?");
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Scalars of a tree under dotted keys, lists of scalars joined with commas; sorted, at most 100 of 1,000 characters. */
    static Map<String, String> flat(JsonNode json) {
        Map<String, String> flat = new TreeMap<>();
        flatten("", json, flat);
        return flat.isEmpty() ? Map.of() : flat;
    }

    private static void flatten(String key, JsonNode value, Map<String, String> into) {
        if (into.size() >= MOST_META) {
            return;
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                flatten(key.isEmpty() ? field.getKey() : key + "." + field.getKey(), field.getValue(), into);
            }
        } else if (value.isArray()) {
            List<String> scalars = new ArrayList<>();
            value.forEach(element -> {
                if (element.isValueNode() && !element.isNull()) {
                    scalars.add(element.asText());
                }
            });
            if (!key.isEmpty() && !scalars.isEmpty()) {
                into.put(key, cut(String.join(",", scalars)));
            }
        } else if (!key.isEmpty() && value.isValueNode() && !value.isNull()) {
            into.put(key, cut(value.asText()));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_META ? text : text.substring(0, LONGEST_META);
    }
}
