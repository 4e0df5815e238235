package io.headwater.incident.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.identity.PersonHash;
import io.headwater.incident.policy.registry.PolicyPeople;
import io.headwater.incident.policy.registry.PolicyText;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.incident.silence.Weekly;
import io.headwater.problem.Problem;
import io.headwater.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class PolicyTextTest {
    private final PolicyText text = new PolicyText(new CelExpressions()::errors, CelExpressions.overOutcomes()::errors);

    private static final String MAINTENANCE =
            """
            kind: maintenance
            name: weekly-load
            spec:
              assets: ["table:dwh.raw.orders", "dbt:model.shop.refunds"]
              weekly: {days: [SUN], start: 02:00, duration: PT2H, timeZone: Europe/Berlin}
              author: ada@example.com
              reason: partitions are rebuilt
            """;

    @Test
    void a_rotation_reads_with_its_dates_and_times_as_text() {
        PolicyText.Checked checked = text.read(
                """
                kind: rotation
                name: data-on-call
                spec:
                  timeZone: Europe/Berlin
                  start: 2026-01-05
                  handOff: 09:00
                  length: P7D
                  participants: [ada@example.com]
                """,
                "rotation",
                "data-on-call");
        assertThat(spec(checked)).containsEntry("start", "2026-01-05").containsEntry("handOff", "09:00");
    }

    @Test
    void json_is_read_as_well_as_yaml() {
        assertThat(spec(text.read(
                        "{\"spec\": {\"priorities\": [\"P0\"], \"project\": \"DATA\"}}", "ticket", "default")))
                .containsEntry("project", "DATA");
    }

    @ParameterizedTest
    @CsvSource({
        "rotation, start: 2026-02-31, start",
        "rotation, length: PT12H, length",
        "rotation, length: P0D, length",
        "correlation, groupWait: P999999999999D, groupWait",
        "correlation, window: PT9999999999999999H, window",
        "correlation, resolveAfter: P401D, resolveAfter",
        "escalation, repeatAfter: PT9999999999999999H, repeatAfter",
    })
    void a_time_that_no_clock_could_keep_is_refused(String kind, String wrong, String field) {
        Map<String, String> rotation = new TreeMap<>(Map.of(
                "timeZone",
                "UTC",
                "start",
                "2026-01-05",
                "handOff",
                "09:00",
                "length",
                "P7D",
                "participants",
                "[ada]"));
        StringBuilder document = new StringBuilder("spec:\n  " + wrong + "\n");
        if (kind.equals("rotation")) {
            rotation.remove(field);
            rotation.forEach((name, value) -> document.append("  " + name + ": " + value + "\n"));
        }

        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> text.read(document.toString(), kind, "x"));

        assertThat(refused.problem().errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("line 2, /spec/" + field);
    }

    @Test
    void every_error_names_its_line_and_its_field() {
        Problem problem = refusal("kind: rotation\nname: x\nspec:\n  timeZone: Europe/Berlin\n  start: 2026-01-05\n"
                + "  handOff: 9\n  length: P7D\n  participants: []\n");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors())
                .extracting(Problem.FieldError::field)
                .containsExactlyInAnyOrder("line 6, /spec/handOff", "line 8, /spec/participants");
    }

    @ParameterizedTest
    @CsvSource({
        "'spec: {until: 1, until: 2}', line 1",
        "'spec:\n  ? [a]\n  : 1', line 2",
        "'spec:\n  1: 2', line 2",
        "'spec: &a {reason: *a}', line 1",
        "'spec: {reason: !!int abc}', not valid YAML",
        "'spec: {reason: \"a\0b\"}', not valid YAML",
        "'[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]', not valid YAML",
    })
    void what_is_no_plain_yaml_is_refused_with_the_reason(String document, String words) {
        Problem problem = refusal(document);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).contains(words);
    }

    @Test
    void a_condition_that_does_not_compile_is_refused_with_its_column() {
        ProblemException thrown = catchThrowableOfType(
                ProblemException.class,
                () -> text.read(
                        "spec:\n  rules:\n    - {name: a, when: 'impcat.viewerCount > 3', priority: P0}\n",
                        "priority",
                        "default"));
        assertThat(thrown.problem().errors()).singleElement().satisfies(e -> {
            assertThat(e.field()).isEqualTo("line 3, /spec/rules/0/when");
            assertThat(e.rule()).contains("column 1", "impcat");
        });
    }

    @Test
    void a_name_other_than_the_address_is_refused() {
        assertThat(refusal("kind: rotation\nname: y\nspec: {}\n").errors())
                .extracting(Problem.FieldError::field)
                .contains("line 2, /name");
    }

    @Test
    void yaml_that_is_none_names_the_line() {
        assertThat(refusal("spec:\n  a: [1\n").detail()).contains("line");
        assertThat(refusal("just text").detail()).contains("not a mapping");
    }

    @Test
    void an_unknown_kind_is_refused_with_the_kinds_there_are() {
        ProblemException thrown =
                catchThrowableOfType(ProblemException.class, () -> text.read("spec: {}", "prioritas", "x"));
        assertThat(thrown.problem().detail()).contains("prioritas", "priority, rotation");
    }

    @Test
    void an_unknown_time_zone_is_refused() {
        assertThat(refusal("spec:\n  timeZone: Europe/Berln\n  start: 2026-01-05\n  handOff: '09:00'\n  length: P7D\n"
                                + "  participants: [a]\n")
                        .errors())
                .singleElement()
                .extracting(Problem.FieldError::rule)
                .asString()
                .contains("Europe/Berln");
    }

    @Test
    void people_leave_a_document_as_hashes() {
        PersonHash hash = new PersonHash("a key that is long enough");
        PolicyPeople.Hashed hashed = PolicyPeople.hash(
                Map.of(
                        "spec",
                        Map.of("participants", List.of("Ada@example.com", "ben"), "fallback", "ada@example.com")),
                hash);
        assertThat(hashed.values().toString()).doesNotContain("example.com").contains(hash.of("ben"));
        assertThat(hashed.people()).containsEntry(hash.of("ben"), "ben").hasSize(2);
        assertThat(PolicyPeople.hash(hashed.values(), hash).values()).isEqualTo(hashed.values());
    }

    @Test
    void a_weekly_maintenance_window_reads_with_its_times_as_text() {
        PolicyText.Checked checked = text.read(MAINTENANCE, "maintenance", "weekly-load");

        assertThat(spec(checked)).containsEntry("reason", "partitions are rebuilt");
        assertThat(SilencePolicy.schedule(spec(checked))).isInstanceOf(Weekly.class);
    }

    @Test
    void a_silence_without_an_end_a_reason_or_anything_it_covers_is_refused() {
        assertThat(silence("spec:\n  assets: ['table:a.b.c']\n  reason: why\n").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.rule()).contains("until"));
        assertThat(silence("spec:\n  assets: ['table:a.b.c']\n  until: 2026-03-02T06:00:00Z\n")
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.rule()).contains("reason"));
        assertThat(silence("spec:\n  until: 2026-03-02T06:00:00Z\n  reason: why\n")
                        .errors())
                .extracting(Problem.FieldError::rule)
                .anySatisfy(rule -> assertThat(rule).contains("assets"));
    }

    @Test
    void what_a_silence_says_is_checked_and_the_line_named() {
        String good = "spec:\n  when: \"asset.domain == 'finance'\"\n  from: 2026-03-02T02:00:00Z\n"
                + "  until: 2026-03-02T06:00:00+01:00\n  reason: why\n";
        assertThat(text.read(good, "silence", "x").values()).containsKey("spec");

        assertThat(silence(good.replace("T06", "T03")).errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("line 4, /spec/until");
            assertThat(error.rule()).contains("ends after it begins");
        });
        assertThat(silence(good.replace("asset.", "aset.")).errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.field()).isEqualTo("line 2, /spec/when");
                    assertThat(error.rule()).contains("aset");
                });
        assertThat(silence(good.replace("asset.domain", "asset.foo")).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.rule()).contains("there is no asset.foo; asset has domain"));
        assertThat(silence(good.replace("+01:00", "")).errors())
                .singleElement()
                .extracting(Problem.FieldError::field)
                .isEqualTo("line 4, /spec/until");
    }

    @Test
    void a_window_that_never_ends_or_lies_in_no_time_zone_is_refused() {
        String always = MAINTENANCE
                .replace("[SUN]", "[MON, TUE, WED, THU, FRI, SAT, SUN]")
                .replace("PT2H", "PT24H");
        assertThat(refusal(always, "maintenance", "weekly-load").errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.field()).isEqualTo("line 5, /spec/weekly");
                    assertThat(error.rule()).contains("never ends");
                });
        assertThat(refusal(MAINTENANCE.replace("Berlin", "Berln"), "maintenance", "weekly-load")
                        .detail())
                .contains("timeZone", "Europe/Berln");
    }

    @Test
    void the_examples_of_the_readme_may_be_applied_as_they_are() throws IOException {
        Matcher yaml = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(Path.of("README.md")));
        List<String> applied = new ArrayList<>();
        while (yaml.find()) {
            for (String document : yaml.group(1).split("(?m)^---\n")) {
                Map<String, Object> told = new Yaml().load(document);
                String kind = told.get("kind").toString();
                applied.add(
                        text.read(document, kind, told.get("name").toString()).kind());
            }
        }
        assertThat(applied).contains("silence", "maintenance");
    }

    private Problem silence(String document) {
        return refusal(document, "silence", "x");
    }

    private Problem refusal(String document, String kind, String name) {
        return catchThrowableOfType(ProblemException.class, () -> text.read(document, kind, name))
                .problem();
    }

    private Problem refusal(String document) {
        return refusal(document, "rotation", "x");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> spec(PolicyText.Checked checked) {
        return (Map<String, Object>) checked.values().get("spec");
    }
}
