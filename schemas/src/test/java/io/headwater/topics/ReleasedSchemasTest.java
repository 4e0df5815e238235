package io.headwater.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds every schema to every released version of it. `-Dheadwater.schemas.release=VERSION` records the current ones as
 * a release first.
 */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("released");

    @TestFactory
    Stream<DynamicTest> every_schema_is_compatible_with_all_its_released_versions() throws IOException {
        String release = System.getProperty("headwater.schemas.release");
        if (release != null) {
            record(release);
        }
        Map<String, Map<String, Schema>> released = released();
        return current().values().stream()
                .map(schema -> DynamicTest.dynamicTest(schema.getFullName(), () -> assertThat(
                                SchemaEvolution.breaks(schema, released.getOrDefault(schema.getFullName(), Map.of())))
                        .isEmpty()));
    }

    @Test
    void no_released_schema_has_been_dropped() throws IOException {
        assertThat(current().keySet()).containsAll(released().keySet());
        assertThat(released()).isNotEmpty();
    }

    private static Map<String, Schema> current() {
        Map<String, Schema> byName = new TreeMap<>();
        for (Topic topic : Topics.all()) {
            topic.records().forEach(s -> byName.put(s.getFullName(), s));
        }
        return byName;
    }

    private static void record(String version) throws IOException {
        Path folder = Files.createDirectories(RELEASED.resolve(version));
        for (Schema schema : current().values()) {
            Files.writeString(folder.resolve(schema.getFullName() + ".avsc"), schema.toString(true) + "\n");
        }
    }

    /** Full name → (version → schema), versions in order. */
    private static Map<String, Map<String, Schema>> released() throws IOException {
        Map<String, Map<String, Schema>> byName = new LinkedHashMap<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(RELEASED)) {
            files = walk.filter(p -> p.toString().endsWith(".avsc")).sorted().toList();
        }
        for (Path file : files) {
            Schema schema = new Schema.Parser().parse(Files.readString(file));
            byName.computeIfAbsent(schema.getFullName(), n -> new LinkedHashMap<>())
                    .put(file.getParent().getFileName().toString(), schema);
        }
        return byName;
    }
}
