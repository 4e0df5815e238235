package io.headwater.incident.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.problem.Problem;
import io.headwater.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fields of a request's JSON object; whatever is wrong becomes a problem that names field and rule. */
final class Fields {
    private static final int SHORT_TEXT = 2_000;
    private static final int MOST_TEXTS = 1_000;
    /** A third of what an index of PostgreSQL takes. */
    private static final int LONGEST_ID = 800;

    private final JsonNode body;
    private final Set<String> asked = new TreeSet<>();

    Fields(JsonNode body) {
        if (body == null || !body.isObject()) {
            throw Problem.malformed("the request's body is not a JSON object").asException();
        }
        this.body = body;
    }

    String required(String field, int longest) {
        String text = optional(field, longest);
        if (text == null || text.isBlank()) {
            throw wrong(field, "is required");
        }
        return text;
    }

    String required(String field) {
        return required(field, SHORT_TEXT);
    }

    /** Null where it is absent. */
    String optional(String field, int longest) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(field, "must be a text");
        }
        if (value.textValue().length() > longest) {
            throw wrong(field, "must not be longer than " + longest + " characters");
        }
        return storable(field, value.textValue());
    }

    /** Empty where it is absent. */
    String text(String field) {
        String text = optional(field, SHORT_TEXT);
        return text == null ? "" : text;
    }

    Long number(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(field, "must be a whole number of 64 bits");
        }
        return value.longValue();
    }

    /** False where it is absent. */
    boolean flag(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(field, "must be true or false");
        }
        return value.booleanValue();
    }

    List<String> texts(String field) {
        JsonNode value = value(field);
        List<String> texts = new ArrayList<>();
        if (value == null) {
            return texts;
        }
        if (!value.isArray()) {
            throw wrong(field, "must be a list of texts");
        }
        if (value.size() > MOST_TEXTS) {
            throw wrong(field, "must not hold more than " + MOST_TEXTS + " of them");
        }
        for (int i = 0; i < value.size(); i++) {
            String item = field + "[" + i + "]";
            if (!value.get(i).isTextual() || value.get(i).textValue().isBlank()) {
                throw wrong(item, "must be a text");
            }
            if (value.get(i).textValue().length() > LONGEST_ID) {
                throw wrong(item, "must not be longer than " + LONGEST_ID + " characters");
            }
            texts.add(storable(item, value.get(i).textValue()));
        }
        return texts;
    }

    private static String storable(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            throw wrong(field, "must not hold the character U+0000");
        }
        return text.strip();
    }

    Instant time(String field) {
        return Times.storable(field, required(field));
    }

    /** One of an enum's constants, whatever the case; `UNKNOWN` is none. */
    <E extends Enum<E>> E constant(String field, Class<E> type) {
        String text = required(field);
        List<E> allowed = Arrays.stream(type.getEnumConstants())
                .filter(constant -> !constant.name().equals("UNKNOWN"))
                .toList();
        return allowed.stream()
                .filter(constant -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> wrong(
                        field,
                        "must be one of " + allowed.stream().map(Enum::name).collect(Collectors.joining(", "))));
    }

    boolean has(String field) {
        return value(field) != null;
    }

    /** To be called when all is read: a misspelt field would be as good as absent. */
    void demandNoOther() {
        for (String field : (Iterable<String>) body::fieldNames) {
            if (!asked.contains(field)) {
                throw wrong(field, "is not known here; there are " + String.join(", ", asked));
            }
        }
    }

    /** Null where it is absent. */
    private JsonNode value(String field) {
        asked.add(field);
        JsonNode value = body.get(field);
        return value == null || value.isNull() ? null : value;
    }

    static ProblemException wrong(String field, String rule) {
        return Problem.malformed(field + " " + rule, new Problem.FieldError(field, rule))
                .asException();
    }
}
