package io.headwater.ticketing.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.headwater.ticketing.ticket.Intent;

/** The core's records as JSON columns. What a later version adds is passed over. */
final class LedgerJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Intent.class, Kinds.class)
            .build();

    private LedgerJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", impossible);
        }
    }

    static String write(Intent intent) {
        try {
            return MAPPER.writerFor(Intent.class).writeValueAsString(intent);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write " + intent.kind() + " as JSON", impossible);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException bad) {
            throw new IllegalStateException("the ledger holds no " + type.getSimpleName() + ": " + json, bad);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Intent.Create.class, name = "create"),
        @JsonSubTypes.Type(value = Intent.LinkBack.class, name = "link-back"),
        @JsonSubTypes.Type(value = Intent.Edit.class, name = "edit"),
        @JsonSubTypes.Type(value = Intent.Comment.class, name = "comment"),
        @JsonSubTypes.Type(value = Intent.Move.class, name = "move")
    })
    private interface Kinds {}
}
