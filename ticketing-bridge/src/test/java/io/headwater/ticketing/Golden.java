package io.headwater.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that people read, kept in `src/test/resources/golden` and reviewed as a diff. `-Dheadwater.golden=write` writes
 * them anew.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Golden() {}

    /** Compares, or writes where that was asked for. */
    public static void assertSame(String name, Object tree) {
        Path file = FOLDER.resolve(name);
        String now = pretty(tree);
        try {
            if ("write".equals(System.getProperty("headwater.golden"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, now);
            }
            assertThat(now)
                    .as("%s; -Dheadwater.golden=write writes it anew", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read or write " + file, failure);
        }
    }

    private static String pretty(Object tree) {
        try {
            return JSON.writeValueAsString(tree).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a tree as JSON", impossible);
        }
    }
}
