package io.headwater.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void the_readme_lists_the_topics_of_the_catalogue_in_its_order() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `headwater."))
                .map(line -> line.split("\\|")[1].strip().replace("`", "") + ": " + line.split("\\|")[2].strip())
                .toList();
        assertThat(listed)
                .isEqualTo(Topics.all().stream()
                        .map(topic -> topic.name() + ": " + topic.keyId())
                        .toList());
    }
}
