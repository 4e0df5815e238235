package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.FakeInstallation.Received;
import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.supervisor.PartState;
import io.headwater.cli.supervisor.StackState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** `deploy/headwater` as people type it, but for the parts it starts. */
class CommandLineTest {
    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeInstallation installation;
    private HeadwaterHome home;

    @BeforeEach
    void live() throws IOException {
        installation = new FakeInstallation();
        home = new HeadwaterHome(dir.resolve("home")).prepare();
        settings("port.gateway=" + installation.port());
        System.setProperty("headwater.home", home.dir().toString());
        System.setProperty("headwater.root", dir.resolve("root").toString());
    }

    @AfterEach
    void leave() {
        System.clearProperty("headwater.home");
        System.clearProperty("headwater.root");
        installation.close();
    }

    @Test
    void what_dbt_left_in_its_target_directory_is_sent_in_one_request() throws IOException {
        Path target = file("target/run_results.json", "{\"results\": []}").getParent();
        file("target/manifest.json", "{\"nodes\": {}}");
        file("target/graph.gpickle", "not for us");

        assertThat(run("send", "dbt", target.toString(), "-w", "acme")).isZero();
        assertThat(installation.received).hasSize(1);
        Received sent = installation.received.get(0);
        assertThat(sent.line()).isEqualTo("POST /api/ingest/acme/dbt");
        assertThat(sent.authorization()).isEqualTo("Bearer " + home.token());
        assertThat(sent.contentType()).startsWith("multipart/form-data; boundary=");
        assertThat(sent.body())
                .contains("name=\"manifest.json\"", "{\"nodes\": {}}", "name=\"run_results.json\"", "{\"results\": []}")
                .doesNotContain("not for us");
        assertThat(out.toString()).contains("\"accepted\" : 1");
    }

    @Test
    void a_manifest_alone_is_lineage() throws IOException {
        Path target = file("target/manifest.json", "{}").getParent();
        assertThat(run("send", "dbt", target.toString())).isZero();
        assertThat(lines()).containsExactly("POST /api/lineage/default/dbt");
    }

    @Test
    void one_payload_is_sent_as_its_source_would() throws IOException {
        Path payload = file("alert.json", "{\"version\": \"v0.1\"}");
        assertThat(run("send", payload.toString(), "--source", "monte-carlo", "--workspace", "acme"))
                .isZero();
        Received sent = installation.received.get(0);
        assertThat(sent.line()).isEqualTo("POST /api/ingest/acme/monte-carlo");
        assertThat(sent.body()).isEqualTo("{\"version\": \"v0.1\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "send alert.json, say where alert.json comes from: --source monte-carlo",
        "send dbt, say which directory: headwater send dbt target/",
        "send no-such.json --source monte-carlo, no-such.json cannot be read",
        "send . --source monte-carlo, . cannot be read",
        "send dbt no-such-dir, no-such-dir holds none of manifest.json",
        "send a.json b.json --source monte-carlo, one file at a time: b.json is one too many",
        "policies apply no-such-dir, no-such-dir is not a directory",
        "bench core, the benchmarks are not built: "
    })
    void what_cannot_be_done_is_told_in_one_line_with_how_to_mend_it(String typed, String told) {
        assertThat(run(typed.split(" "))).isEqualTo(1);
        assertThat(err.toString()).startsWith("headwater: " + told);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(installation.received).isEmpty();
    }

    @Test
    void a_refusal_is_told_in_the_installations_own_words() throws IOException {
        Path payload = file("alert.json", "{}");
        installation.replies(
                "POST /api/ingest/default/monte-carlo",
                400,
                "{'detail': 'The payload is not valid.', 'errors': [{'field': 'type', 'rule': 'is missing'}]}");
        assertThat(run("send", payload.toString(), "--source", "monte-carlo")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("headwater: sending: The payload is not valid.\n  type: is missing\n");
    }

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
    void a_rebuild_of_the_projection_is_started_and_shown_to_its_end() {
        installation
                .replies("POST /api/projection/rebuild", 202, "{'state': 'running'}")
                .replies(
                        "GET /api/projection/rebuild",
                        200,
                        "{'state': 'done', 'records': 9000, 'startedAt': '2026-03-01T04:00:00Z',"
                                + " 'updatedAt': '2026-03-01T04:00:03Z'}");

        assertThat(run("projection", "rebuild")).isZero();
        assertThat(lines()).containsExactly("POST /api/projection/rebuild", "GET /api/projection/rebuild");
        assertThat(out.toString().strip()).isEqualTo("✔ rebuilt: 9000 records in 3 s, 3000 a second");
    }

    @Test
    void a_rebuild_that_failed_says_why_and_what_serves() {
        installation.replies(
                "GET /api/projection/rebuild",
                200,
                "{'state': 'failed', 'phase': 'reading', 'reason': 'the disk is full'}");

        assertThat(run("projection", "rebuild", "--watch")).isEqualTo(1);
        assertThat(out.toString().strip())
                .isEqualTo("✘ failed while reading: the disk is full; the projection before serves on");
    }

    @Test
    void while_one_rebuild_runs_another_is_refused() {
        installation.replies("POST /api/projection/rebuild", 409, "{'detail': 'a rebuild runs already'}");

        assertThat(run("projection", "rebuild")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("headwater: starting a rebuild: a rebuild runs already");
    }

    @Test
    void a_person_is_erased_and_what_remains_is_told() {
        installation.replies(
                "POST /api/people/acme/erase",
                200,
                "{'workspace': 'acme', 'person': 'adaf00', 'erased': ['name', 'email'], 'sessionsEnded': 1,"
                        + " 'notes': {'written': 2, 'asked': true, 'redacted': 2, 'pending': 0, 'refused': 0},"
                        + " 'remains': [{'what': 'events', 'count': 3, 'words': '3 events hold the hash'},"
                        + " {'what': 'mentions', 'count': 2, 'words': '2 texts by others name the person'},"
                        + " {'what': 'namesakes', 'count': 1, 'words': '1 other hash'}],"
                        + " 'mentions': {'searched': true, 'count': 2, 'items':"
                        + " [{'incident': 'inc-1', 'what': 'note', 'subject': 'note-7'}]}, 'namesakes': ['b0b']}");

        assertThat(run("people", "erase", "ada@example.com", "-w", "acme", "--redact-notes", "--name", "Ada \"L\""))
                .isZero();
        assertThat(installation.received.get(0).body())
                .isEqualTo("{\"person\":\"ada@example.com\",\"redactNotes\":true,\"names\":[\"Ada \\\"L\\\"\"]}");
        assertThat(out.toString().lines())
                .containsExactly(
                        "✔ erased person adaf00 in acme: name, email",
                        "✔ 2 of 2 notes redacted",
                        "✔ 1 console session ended",
                        "What remains:",
                        "  - 3 events hold the hash",
                        "  - 2 texts by others name the person",
                        "      inc-1: note note-7",
                        "      and 1 more",
                        "  - 1 other hash",
                        "      b0b");
    }

    @Test
    void a_note_that_is_not_redacted_yet_fails_the_command_though_the_name_is_gone() {
        installation.replies(
                "POST /api/people/default/erase",
                200,
                "{'workspace': 'default', 'person': 'adaf00', 'erased': [],"
                        + " 'notes': {'written': 2, 'asked': true, 'redacted': 1, 'pending': 1, 'refused': 0},"
                        + " 'remains': []}");

        assertThat(run("people", "erase", "ada@example.com", "--redact-notes")).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "✔ erased person adaf00 in default: no name was on record",
                        "✘ 1 of 2 notes redacted",
                        "What remains:");
    }

    @Test
    void who_may_not_erase_is_told_so() {
        installation.replies("POST /api/people/default/erase", 403, "{'detail': 'this needs the role admin'}");

        assertThat(run("people", "erase", "ada@example.com")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("headwater: erasing: this needs the role admin");
    }

    @Test
    void a_document_that_is_no_policy_is_named() throws IOException {
        Path policy = file("policies/a.yaml", "spec: {}\n");
        assertThat(run("policies", "apply", policy.getParent().toString())).isEqualTo(1);
        assertThat(err.toString()).contains(policy + " names no kind and name");
    }

    @Test
    void status_says_how_to_start_what_is_not_running() {
        assertThat(run("status")).isEqualTo(1);
        assertThat(out.toString()).contains("`deploy/headwater up` starts it");
    }

    @Test
    void status_names_the_part_that_is_not_up_and_prints_no_link() {
        running(PartState.waiting("kafka", 19092).in(PartState.Phase.FAILED, "kafka: mend it so"));
        assertThat(run("status")).isEqualTo(2);
        assertThat(out.toString()).contains("✘ kafka", "kafka: mend it so").doesNotContain("one-time link");
    }

    @Test
    void status_prints_a_new_link_for_the_console() {
        running(PartState.waiting("kafka", 19092).up(1, 0.5));
        installation.replies("POST /api/console/links", 201, "{'url': 'http://localhost:8080/link/abc'}");
        assertThat(run("status")).isZero();
        assertThat(out.toString()).contains("http://localhost:8080/link/abc").contains("token");
    }

    @Test
    void a_part_that_runs_and_says_that_it_is_not_well_is_told_with_the_check_that_is_down() {
        running(PartState.waiting("incident-core", installation.port()).up(1, 0.5));
        installation.replies(
                "GET /q/health",
                503,
                "{'status': 'DOWN', 'checks': [{'name': 'topology', 'status': 'UP'},"
                        + " {'name': 'projection', 'status': 'DOWN', 'data': {'reason': 'the database is away'}}]}");

        assertThat(run("status")).isEqualTo(2);
        assertThat(out.toString())
                .containsPattern("✘ incident-core +unwell .* projection is DOWN \\(reason: the database is away\\)")
                .doesNotContain("topology", "one-time link");
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(out.toString())
                .contains("✘ but incident-core is not well: projection is DOWN", "see logs/incident-core.log");
    }

    @Test
    void a_part_that_runs_and_does_not_answer_is_not_well() throws IOException {
        int port;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        running(PartState.waiting("notifier", port).up(1, 0.5));

        assertThat(run("status")).isEqualTo(2);
        assertThat(out.toString()).contains("unwell", "does not answer at http://127.0.0.1:" + port + "/q/health");
    }

    @Test
    void a_part_whose_health_is_up_is_up() {
        running(PartState.waiting("incident-core", installation.port()).up(1, 0.5));
        installation
                .replies("GET /q/health", 200, "{'status': 'UP', 'checks': []}")
                .replies("POST /api/console/links", 201, "{'url': 'http://localhost:8080/link/abc'}");

        assertThat(run("status")).isZero();
        assertThat(out.toString()).contains("✔ incident-core");
    }

    @Test
    void every_command_says_how_it_is_used() {
        commands(Main.line()).forEach(command -> {
            List<String> path = new ArrayList<>(
                    List.of(command.getCommandSpec().qualifiedName().split(" ")));
            path.remove(0);
            path.add("--help");
            assertThat(run(path.toArray(String[]::new))).as("%s", path).isZero();
            assertThat(out.toString())
                    .contains("Usage: " + command.getCommandSpec().qualifiedName());
        });
        assertThat(err.toString()).isEmpty();
    }

    private static Stream<CommandLine> commands(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(CommandLineTest::commands));
    }

    @Test
    void down_ends_nothing_that_does_not_run() {
        assertThat(run("down")).isZero();
        assertThat(out.toString()).contains("Headwater was not running.");
    }

    @Test
    void a_state_file_whose_process_is_another_by_now_is_no_running_stack() {
        new StackState(ProcessHandle.current().pid(), 1, "http://localhost", true, false, List.of())
                .write(home.stateFile());
        assertThat(run("status")).isEqualTo(1);
    }

    @Test
    void the_doctor_names_a_taken_port_and_how_to_choose_another() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings("port.gateway=" + installation.port() + "\nport.kafka=" + other.getLocalPort());
            assertThat(run("doctor")).isEqualTo(1);
            assertThat(out.toString())
                    .contains("✘ port " + other.getLocalPort() + " for kafka")
                    .contains("set port.kafka=… in " + home.dir().resolve("headwater.properties"));
        }
    }

    @Test
    void the_doctor_says_what_is_not_built_which_part_failed_and_which_log_to_read() throws IOException {
        Files.writeString(home.logs().resolve("kafka.log"), "all well\n12:00 ERROR disk full\n");
        running(PartState.waiting("kafka", 19092).in(PartState.Phase.FAILED, "kafka: mend it so"));
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(out.toString())
                .contains("✘ alert-ingest is built", "run deploy/headwater up, it builds what is missing")
                .contains("✘ kafka is failed", "kafka: mend it so")
                .contains("kafka.log holds 1 error line(s)")
                .contains("6 thing(s) to mend.");
    }

    @Test
    void the_doctor_finds_a_stack_that_was_killed() {
        new StackState(0, 0, "http://localhost", true, false, List.of()).write(home.stateFile());
        run("doctor");
        assertThat(out.toString()).contains("✘ a stack ended without clearing up", "run deploy/headwater down");
    }

    @Test
    void a_setting_that_is_no_port_is_told_with_where_it_stands() throws IOException {
        settings("port.kafka=many");
        assertThat(run("status")).isEqualTo(1);
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(err.toString())
                .contains("headwater: port.kafka in headwater.properties is 'many': expected a port, 1 to 65535");
    }

    @Test
    void a_home_that_cannot_be_made_is_told_with_how_to_choose_another() throws IOException {
        System.setProperty("headwater.home", file("a-file", "").resolve("home").toString());
        assertThat(run("doctor")).isEqualTo(1);
        assertThat(err.toString()).contains("set HEADWATER_HOME to a directory you can write to");
    }

    @Test
    void every_command_of_the_readme_exists() throws IOException {
        String readme = Files.readString(Path.of("..", "..", "README.md"));
        assertThat(Main.line().getSubcommands().keySet()).allSatisfy(command -> {
            boolean isInner = Main.line()
                    .getSubcommands()
                    .get(command)
                    .getCommandSpec()
                    .usageMessage()
                    .hidden();
            assertThat(isInner || readme.contains("| `deploy/headwater " + command))
                    .as(command)
                    .isTrue();
        });
    }

    private int run(String... typed) {
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(typed);
    }

    private List<String> lines() {
        return installation.received.stream().map(Received::line).toList();
    }

    /** A stack whose supervisor is this very process. */
    private void running(PartState part) {
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().orElseThrow().toEpochMilli();
        new StackState(self.pid(), started, "http://localhost", part.isUp(), false, List.of(part))
                .write(home.stateFile());
    }

    private void settings(String text) throws IOException {
        Files.writeString(home.dir().resolve("headwater.properties"), text + "\n");
    }

    private Path file(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
