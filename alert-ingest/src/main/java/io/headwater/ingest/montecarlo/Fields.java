package io.headwater.ingest.montecarlo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Optional fields of the wrong type count as missing. */
final class Fields {
    private Fields() {}

    /** A text that is not blank, or a number as text. */
    static Optional<String> text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isNumber()) {
            return Optional.of(value.asText());
        }
        return value.isTextual() && !value.textValue().isBlank()
                ? Optional.of(value.textValue().strip())
                : Optional.empty();
    }

    /** A changed field stands at the top level or inside `payload`; the top level, being the newer form, wins. */
    static Optional<String> changed(JsonNode body, String field) {
        return text(body, field).or(() -> text(body.path("payload"), field));
    }
}
