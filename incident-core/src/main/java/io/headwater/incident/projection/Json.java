package io.headwater.incident.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** JSON as this package keeps it in columns; a field that an older row lacks or a newer one added does no harm. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** @throws IllegalStateException where a column holds something else than what was written there */
    static <T> T read(String column, Class<T> type) {
        try {
            return MAPPER.readValue(column, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "a column of the projection does not hold a " + type.getSimpleName(), broken);
        }
    }
}
