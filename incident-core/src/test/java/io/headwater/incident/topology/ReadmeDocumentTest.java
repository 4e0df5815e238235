package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.GeneratedText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.junit.jupiter.api.Test;

/** What the README says of the topology and of configuration is so. */
class ReadmeDocumentTest {
    private static final Path README = Path.of("README.md");
    private static final Path MAIN = Path.of("src", "main");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z].*?) \\| (.*?) \\| .*\\|$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern ASKED = Pattern.compile("@ConfigProperty\\(name = \"(headwater[^\"]*)\"");

    @Test
    void the_picture_shows_the_topology_as_kafka_streams_lays_it_out() {
        GeneratedText.isPart(README, "topology", picture());
    }

    @Test
    void every_setting_that_the_code_asks_for_is_in_the_table() throws IOException {
        TreeSet<String> asked = new TreeSet<>();
        properties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("headwater."))
                .forEach(asked::add);
        try (Stream<Path> sources = Files.walk(MAIN)) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                ASKED.matcher(Files.readString(source)).results().forEach(found -> asked.add(found.group(1)));
            }
        }

        assertThat(asked).isNotEmpty();
        assertThat(settings().stringPropertyNames()).containsAll(asked);
    }

    @Test
    void every_default_in_the_table_is_the_one_that_holds() throws IOException {
        Properties shown = settings();
        Properties product = properties();

        assertThat(shown).isNotEmpty();
        for (String name : shown.stringPropertyNames()) {
            assertThat(shown.getProperty(name)).as(name).isEqualTo(product.getProperty(name, "–"));
        }
    }

    private static Properties properties() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(MAIN.resolve("resources/application.properties"))));
        return properties;
    }

    /** The table's keys and defaults; a row may hold several. */
    private static Properties settings() throws IOException {
        String readme = Files.readString(README);
        String table = readme.substring(readme.indexOf("## Configuration"), readme.indexOf("## Running it alone"));
        Properties settings = new Properties();
        for (MatchResult row : ROW.matcher(table).results().toList()) {
            List<String> keys = quoted(row.group(1));
            List<String> defaults = quoted(row.group(2));
            for (int i = 0; i < keys.size(); i++) {
                settings.setProperty(keys.get(i), i < defaults.size() ? defaults.get(i) : row.group(2));
            }
        }
        return settings;
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static String picture() {
        List<String> lines = new ArrayList<>(List.of("```mermaid", "flowchart LR"));
        for (TopologyDescription.Subtopology part : IncidentTopology.describe().subtopologies()) {
            List<Node> nodes = part.nodes().stream()
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
            nodes.forEach(node -> lines.add("    " + shape(node)));
            nodes.forEach(node -> node.successors().stream()
                    .map(Node::name)
                    .sorted()
                    .forEach(next -> lines.add("    " + node.name() + " --> " + next)));
            nodes.stream()
                    .filter(Processor.class::isInstance)
                    .map(Processor.class::cast)
                    .filter(processor -> !processor.stores().isEmpty())
                    .forEach(processor -> lines.add("    %s --- %s-stores[(%s)]"
                            .formatted(
                                    processor.name(),
                                    processor.name(),
                                    String.join("<br/>", new TreeSet<>(processor.stores())))));
        }
        lines.add("```");
        return String.join("\n", lines) + "\n";
    }

    private static String shape(Node node) {
        if (node instanceof Source source) {
            return "%s([%s])".formatted(node.name(), String.join("<br/>", new TreeSet<>(source.topicSet())));
        } else if (node instanceof Sink sink) {
            return "%s([%s])".formatted(node.name(), sink.topic());
        }
        return "%s[%s]".formatted(node.name(), node.name());
    }
}
