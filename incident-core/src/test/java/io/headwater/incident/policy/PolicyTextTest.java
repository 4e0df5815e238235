package io.headwater.incident.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.identity.PersonHash;
import io.headwater.incident.policy.registry.PolicyPeople;
import io.headwater.incident.policy.registry.PolicyText;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.problem.Problem;
import io.headwater.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTextTest {
    private final PolicyText text = new PolicyText(new CelExpressions()::errors, CelExpressions.overOutcomes()::errors);

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

    @Test
    void every_error_names_its_line_and_its_field() {
        Problem problem = refusal("kind: rotation\nname: x\nspec:\n  timeZone: Europe/Berlin\n  start: 2026-01-05\n"
                + "  handOff: 9\n  length: P7D\n  participants: []\n");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors())
                .extracting(Problem.FieldError::field)
                .containsExactlyInAnyOrder("line 6, /spec/handOff", "line 8, /spec/participants");
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

    private Problem refusal(String document) {
        return catchThrowableOfType(ProblemException.class, () -> text.read(document, "rotation", "x"))
                .problem();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> spec(PolicyText.Checked checked) {
        return (Map<String, Object>) checked.values().get("spec");
    }
}
