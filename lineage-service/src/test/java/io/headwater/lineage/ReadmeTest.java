package io.headwater.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.identity.PersonHash;
import io.headwater.lineage.people.People;
import io.headwater.lineage.submission.AssetsReader;
import io.headwater.lineage.submission.ViewsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

    private final People people = new People(new PersonHash("a-key-of-at-least-16"));

    @Test
    void the_examples_are_taken_as_they_stand() throws IOException {
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertThat(examples.find()).isTrue();
        AssetsReader.Submission assets = new AssetsReader(people).read(json(examples.group(1)), NOW);
        assertThat(assets.rejected()).isEmpty();
        assertThat(assets.statement().facets()).isNotEmpty();
        assertThat(examples.find()).isTrue();
        ViewsReader.Submission views = new ViewsReader(people).read(json(examples.group(1)), NOW);
        assertThat(views.rejected()).isEmpty();
        assertThat(views.views()).isNotEmpty();
        assertThat(people.met()).isNotEmpty();
    }

    @Test
    void the_readme_names_every_setting_of_the_service_with_its_default() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Properties properties = new Properties();
        try (InputStream in = ReadmeTest.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        }
        assertThat(properties.stringPropertyNames().stream()
                        .filter(name -> name.startsWith("headwater.") && !name.equals("headwater.registry.url")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(readme.lines().filter(line -> line.startsWith("| `" + name + "` |")))
                        .as(name)
                        .singleElement()
                        .asString()
                        .endsWith("| " + properties.getProperty(name) + " |"));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
