package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies from a directory: checked, applied, compared, and tried on what happened. */
class PolicyCommandsTest extends TypedCommand {
    @Test
    void every_policy_below_a_directory_is_applied_and_a_refused_one_stops_no_other() throws IOException {
        file("policies/a.yaml", "kind: ticket\nname: default # ours\n");
        file("policies/deep/b.yml", "kind: routing\nname: night\n");
        file("policies/c.json", "{\"kind\": \"priority\", \"name\": \"default\"}");
        file("policies/notes.txt", "kind: none");
        installation
                .replies("PUT /api/policies/acme/ticket/default", 200, "{'version': 3, 'changed': true}")
                .replies("PUT /api/policies/acme/priority/default", 400, "{'detail': 'line 1: no rules'}")
                .replies("PUT /api/policies/acme/routing/night", 200, "{'version': 1, 'changed': false}");

        assertThat(run("policies", "apply", dir.resolve("policies").toString(), "-w", "acme"))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "✔ a.yaml: ticket/default version 3",
                        "✘ c.json: line 1: no rules",
                        "✔ " + Path.of("deep", "b.yml") + ": routing/night version 1 (unchanged)");
        assertThat(installation.received.get(0).body()).contains("# ours");
    }

    @ParameterizedTest
    @CsvSource({"../../../incidents/pol", "S p ace", "a/b"})
    void a_name_that_is_none_reaches_no_address(String name) throws IOException {
        file("policies/a.yaml", "kind: ticket\nname: '" + name + "'\n");

        assertThat(run("policies", "apply", dir.resolve("policies").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("a.yaml: name '" + name + "' is not made of a-z, 0-9 and -");
        assertThat(lines()).isEmpty();
    }

    @Test
    void a_file_of_another_encoding_is_named() throws IOException {
        Path file = file("policies/a.yaml", "");
        Files.write(file, "kind: ticket\nname: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run("policies", "validate", dir.resolve("policies").toString()))
                .isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("headwater: " + file + " is not a text in UTF-8");
    }

    @Test
    void a_workspace_that_cannot_stand_in_an_address_is_told_in_one_line() throws IOException {
        file("policies/a.yaml", "kind: ticket\nname: default\n");

        assertThat(run("policies", "apply", dir.resolve("policies").toString(), "-w", "a b"))
                .isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("headwater: /api/policies/a b/ticket/default is no address: ' ' cannot stand in one");
    }

    @Test
    void policies_are_validated_with_none_put_in_force() throws IOException {
        file("policies/a.yaml", "kind: ticket\nname: default\n");
        file("policies/b.yaml", "kind: routing\nname: night\n");
        installation
                .replies("POST /api/policies/acme/ticket/default/check", 200, "{'version': 3, 'changed': true}")
                .replies("POST /api/policies/acme/routing/night/check", 400, "{'detail': 'line 1: no routes'}");

        assertThat(run("policies", "validate", dir.resolve("policies").toString(), "-w", "acme"))
                .isEqualTo(1);
        assertThat(out.toString().lines()).containsExactly("✔ a.yaml: ticket/default", "✘ b.yaml: line 1: no routes");
        assertThat(lines()).noneMatch(line -> line.startsWith("PUT"));
    }

    @Test
    void what_applying_policies_would_change_is_told_value_by_value() throws IOException {
        file("policies/a.yaml", "kind: ticket\nname: default\n");
        file("policies/b.yaml", "kind: routing\nname: night\n");
        file("policies/c.yaml", "kind: priority\nname: default\n");
        installation
                .replies(
                        "POST /api/policies/default/ticket/default/check",
                        200,
                        "{'version': 3, 'changed': true, 'inForce': {'spec': {'project': 'DATA', 'old': [1]}},"
                                + " 'document': {'spec': {'project': 'OPS', 'labels': ['a']}}}")
                .replies(
                        "POST /api/policies/default/routing/night/check",
                        200,
                        "{'version': 0, 'changed': true, 'inForce': null, 'document': {'spec': {}}}")
                .replies("POST /api/policies/default/priority/default/check", 200, "{'version': 1, 'changed': false}")
                .replies(
                        "GET /api/policies/default",
                        200,
                        "{'items': [{'kind': 'ticket', 'name': 'default', 'version': 3},"
                                + " {'kind': 'silence', 'name': 'upgrade', 'version': 2}]}");

        String policies = dir.resolve("policies").toString();
        assertThat(run("policies", "diff", policies)).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "~ a.yaml: ticket/default would be version 4",
                        "    + spec.labels[0]: \"a\"",
                        "    - spec.old[0]: 1",
                        "    ~ spec.project: \"DATA\" → \"OPS\"",
                        "+ b.yaml: routing/night is new",
                        "    + spec: {}",
                        "? silence/upgrade version 2 is in force, and not below " + policies);
    }

    @Test
    void policies_that_are_in_force_as_they_are_differ_in_nothing() throws IOException {
        file("policies/c.yaml", "kind: priority\nname: default\n");
        installation
                .replies("POST /api/policies/default/priority/default/check", 200, "{'version': 1, 'changed': false}")
                .replies("GET /api/policies/default", 200, "{'items': [{'kind': 'priority', 'name': 'default'}]}");

        assertThat(run("policies", "diff", dir.resolve("policies").toString())).isZero();
        assertThat(out.toString().strip()).isEqualTo("Nothing would change.");
    }

    @Test
    void two_files_of_one_policy_are_named_and_neither_is_applied() throws IOException {
        Path a = file("policies/a.yaml", "kind: priority\nname: default\n");
        Path b = file("policies/b.yaml", "kind: priority\nname: default\n");

        assertThat(run("policies", "apply", a.getParent().toString())).isEqualTo(1);
        assertThat(err.toString()).contains(a + " and " + b + " are both policy priority/default");
        assertThat(installation.received).isEmpty();
    }

    @Test
    void a_replay_that_is_identical_says_so_and_one_that_differs_ends_with_1() {
        installation
                .replies("POST /api/replays/default", 202, "{'id': 'r1', 'state': 'running'}")
                .replies(
                        "GET /api/replays/default/r1",
                        200,
                        "{'state': 'done', 'text': 'identical: 3 events of 1 incidents\\n', 'report': {'identical': true}}");
        assertThat(run("replay")).isZero();
        assertThat(out.toString().strip()).isEqualTo("identical: 3 events of 1 incidents");

        installation.replies(
                "GET /api/replays/default/r1",
                200,
                "{'state': 'done', 'text': 'differs\\n', 'report': {'identical': false}}");
        assertThat(run("replay", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"identical\" : false");

        installation
                .replies(
                        "POST /api/replays/default?since=2026-03-01T00:00:00Z", 202, "{'id': 'r2', 'state': 'running'}")
                .replies(
                        "GET /api/replays/default/r2",
                        200,
                        "{'state': 'done', 'text': 'identical: since\\n', 'report': {'identical': true}}");
        assertThat(run("replay", "--since", "2026-03-01")).isZero();
        assertThat(out.toString()).contains("identical: since");
        assertThat(run("replay", "--since", "lately")).isEqualTo(2);
        assertThat(err.toString()).contains("--since 'lately': give 7d");
    }

    @Test
    void a_back_test_sends_every_policy_below_a_directory_and_prints_its_report() throws IOException {
        file("policies/a.yaml", "kind: priority\nname: default # ours\n");
        file("policies/deep/b.yml", "kind: correlation\nname: night\n");
        installation
                .replies("POST /api/backtests/acme", 202, "{'id': 'b1', 'state': 'running'}")
                .replies("GET /api/backtests/acme/b1", 200, "{'state': 'done', 'text': 'No incident differs.\\n'}");

        String policies = dir.resolve("policies").toString();
        assertThat(run("backtest", policies, "-w", "acme", "--since", "2026-03-01"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("No incident differs.");
        assertThat(installation.received.get(0).body())
                .contains("\"since\":\"2026-03-01T00:00:00Z\"", "\"policy\":\"priority/default\"", "# ours")
                .contains("\"file\":\"" + Path.of("deep", "b.yml") + "\"");
    }

    @Test
    void a_back_test_that_fails_or_is_refused_says_why() throws IOException {
        file("policies/a.yaml", "kind: priority\nname: default\n");
        String policies = dir.resolve("policies").toString();
        installation.replies(
                "POST /api/backtests/default",
                400,
                "{'detail': '1 of 1 policies cannot be tried: a.yaml: line 3: no', 'errors': []}");
        assertThat(run("backtest", policies)).isEqualTo(1);
        assertThat(err.toString()).contains("a.yaml: line 3: no");

        installation
                .replies("POST /api/backtests/default", 202, "{'id': 'b1', 'state': 'running'}")
                .replies("GET /api/backtests/default/b1", 200, "{'state': 'failed', 'reason': 'Kafka is away'}");
        assertThat(run("backtest", policies)).isEqualTo(1);
        assertThat(err.toString()).contains("the back-test failed: Kafka is away");
        assertThat(run("backtest", policies, "--since", "yesterday")).isEqualTo(2);
        assertThat(run("backtest")).isEqualTo(2);
    }

    @Test
    void a_document_that_is_no_policy_is_named() throws IOException {
        Path policy = file("policies/a.yaml", "spec: {}\n");
        assertThat(run("policies", "apply", policy.getParent().toString())).isEqualTo(1);
        assertThat(err.toString()).contains(policy + " names no kind and name");
    }
}
