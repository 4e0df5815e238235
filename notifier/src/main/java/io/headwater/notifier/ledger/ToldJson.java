package io.headwater.notifier.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.headwater.notifier.telling.Told;

/** {@link Told} as its row holds it. */
public final class ToldJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ToldJson() {}

    public static String write(Told told) {
        try {
            return JSON.writeValueAsString(told);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("cannot write version " + told.version() + " of an incident", failure);
        }
    }

    public static Told read(ToldRow row) {
        try {
            return JSON.readValue(row.document, Told.class);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("cannot read the ledger's row of incident " + row.id, failure);
        }
    }
}
