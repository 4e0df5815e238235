package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.FakeInstallation.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** `deploy/headwater` as people type it, but for the parts it starts. */
class CommandLineTest extends TypedCommand {
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
}
