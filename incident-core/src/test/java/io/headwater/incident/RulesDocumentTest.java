package io.headwater.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule of the engine has a test that is named after it; the README's table says which. */
class RulesDocumentTest {
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Path RULES = Path.of("src", "test", "resources", "rules.txt");
    /** Annotated as a test, and not switched off. */
    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|Property|ParameterizedTest|Example)(?:\\([^)]*\\))?\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)*"
                    + "(?:public )?void (\\w+)\\(");

    private record Rule(String section, String text, List<String> tests) {}

    @Test
    void every_rule_has_a_test_and_the_readme_says_which() throws IOException {
        Map<String, Path> known = tests();
        List<Rule> rules = rules();

        assertThat(rules).isNotEmpty();
        for (Rule rule : rules) {
            assertThat(rule.tests()).as(rule.text()).isNotEmpty();
            assertThat(known.keySet()).as(rule.text()).containsAll(rule.tests());
        }
        GeneratedText.isPart(Path.of("README.md"), "rules", table(rules, known));
    }

    private static List<Rule> rules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(RULES)) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int cut = line.lastIndexOf(" = ");
                rules.add(new Rule(
                        section,
                        line.substring(0, cut),
                        List.of(line.substring(cut + 3).split(", "))));
            }
        }
        return rules;
    }

    /** {@code Class.method} of every test in the module, and where it is. */
    private static Map<String, Path> tests() throws IOException {
        Map<String, Path> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                Matcher matcher = TEST.matcher(Files.readString(file));
                matcher.results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(name -> tests.put(type + "." + name, file));
            }
        }
        return tests;
    }

    private static String table(List<Rule> rules, Map<String, Path> known) {
        List<String> lines = new ArrayList<>();
        lines.add("| | rule | held by |");
        lines.add("|---|---|---|");
        String section = "";
        for (Rule rule : rules) {
            String tests = rule.tests().stream()
                    .map(test -> "[%s](%s)"
                            .formatted(
                                    test.substring(test.indexOf('.') + 1).replace('_', ' '),
                                    known.get(test).toString().replace('\\', '/')))
                    .collect(Collectors.joining("; "));
            lines.add("| %s | %s | %s |"
                    .formatted(rule.section().equals(section) ? "" : "**" + rule.section() + "**", rule.text(), tests));
            section = rule.section();
        }
        return String.join("\n", lines);
    }
}
