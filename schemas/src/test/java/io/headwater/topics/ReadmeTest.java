package io.headwater.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void the_readme_lists_the_topics_of_the_catalogue_in_its_order() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `headwater."))
                .toList();
        assertThat(listed)
                .isEqualTo(Topics.all().stream()
                        .map(topic -> "| `%s` | %s | %s |".formatted(topic.name(), topic.keyId(), cleanup(topic)))
                        .toList());
    }

    private static String cleanup(Topic topic) {
        Optional<String> days = topic.retention().map(kept -> kept.toDays() + " d");
        return switch (topic.cleanup()) {
            case DELETE -> "delete, " + days.orElseThrow();
            case COMPACT ->
                "compact" + days.map(d -> ", nothing younger than " + d).orElse("");
            case FORGET -> "compact, within 1 d";
            case NEVER -> "never";
        };
    }
}
