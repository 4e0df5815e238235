package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.cli.FakeInstallation.Received;
import io.headwater.cli.home.HeadwaterHome;
import io.headwater.montecarlo.McSignature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** `deploy/headwater storm` against an installation that takes everything. */
class StormCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeInstallation installation;

    @BeforeEach
    void live() throws IOException {
        installation = new FakeInstallation()
                .replies("GET /api/lineage/acme/assets?q=a00059", 200, "{'items': [{}]}")
                .answers("POST /api/ingest/acme/dbt", StormCommandTest::accepted);
        HeadwaterHome home = new HeadwaterHome(dir.resolve("home")).prepare();
        Files.writeString(
                home.dir().resolve("headwater.properties"),
                "port.gateway=" + installation.port() + "\nheadwater.monte-carlo.secrets=other=o,acme=s3cret\n");
        System.setProperty("headwater.home", home.dir().toString());
    }

    @AfterEach
    void leave() {
        System.clearProperty("headwater.home");
        installation.close();
    }

    /** One outcome for every result of the artifacts. */
    private static String accepted(String body) {
        return "{\"accepted\":" + (body.split("\"unique_id\"", -1).length - 1) + "}";
    }

    @Test
    void a_storm_is_written_with_its_truth_and_the_same_again_for_the_same_seed() throws IOException {
        Path one = dir.resolve("one");
        Path other = dir.resolve("other");
        for (Path written : List.of(one, other)) {
            assertThat(run("storm", "--seed", "4", "--assets", "60", "--write", written.toString()))
                    .isZero();
        }
        assertThat(out.toString()).contains("Storm 4: 60 assets", "truth.json");
        assertThat(one.resolve("deliveries.jsonl")).hasSameBinaryContentAs(other.resolve("deliveries.jsonl"));
        assertThat(one.resolve("truth.json")).hasSameBinaryContentAs(other.resolve("truth.json"));
        JsonNode truth = JSON.readTree(one.resolve("truth.json").toFile());
        assertThat(truth.path("start").textValue()).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(truth.path("speed").intValue()).isEqualTo(1);
        assertThat(installation.received).isEmpty();
    }

    @Test
    void a_storm_is_sent_lineage_first_in_the_order_of_its_index_and_signed() throws IOException {
        Path written = dir.resolve("sent");
        int code = run(
                "storm",
                "--seed",
                "4",
                "--assets",
                "60",
                "--send",
                "--no-score",
                "-w",
                "acme",
                "--speed",
                "100000",
                "--write",
                written.toString());
        assertThat(code).as(err.toString()).isZero();
        List<Received> posts = installation.received.stream()
                .filter(one -> one.line().startsWith("POST"))
                .toList();
        List<String> expected = new ArrayList<>();
        for (String line : Files.readAllLines(written.resolve("deliveries.jsonl"))) {
            expected.add("POST " + JSON.readTree(line).path("post").textValue().replace("{ws}", "acme"));
        }
        assertThat(posts).extracting(Received::line).containsExactlyElementsOf(expected);
        assertThat(posts.get(0).line()).isEqualTo("POST /api/lineage/acme/dbt");
        McSignature secret = new McSignature("s3cret");
        List<Received> webhooks = posts.stream()
                .filter(one -> one.line().endsWith("/monte-carlo"))
                .toList();
        assertThat(webhooks).isNotEmpty();
        for (Received webhook : webhooks) {
            assertThat(secret.matches((ObjectNode) JSON.readTree(webhook.body()), webhook.signature()))
                    .isTrue();
        }
        assertThat(out.toString()).contains("Workspace acme", "Sent: ", "dbt runs", "truth.json");
    }

    @Test
    void a_delivery_of_which_not_all_is_accepted_ends_the_storm() {
        installation.answers("POST /api/ingest/acme/dbt", body -> "{\"accepted\": 3}");
        assertThat(run("storm", "--assets", "60", "--send", "-w", "acme", "--speed", "100000"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("headwater: delivery ").contains(": 3 of its ");
    }

    @Test
    void a_storm_that_cannot_be_written_is_told_in_one_line() throws IOException {
        Path taken = Files.writeString(dir.resolve("taken"), "");

        assertThat(run("storm", "--write", taken.resolve("night").toString())).isEqualTo(1);
        assertThat(err.toString().strip())
                .startsWith("headwater: ")
                .contains(taken.toString())
                .doesNotContain("\n");
    }

    @Test
    void a_storm_is_not_written_over_another() throws IOException {
        Files.writeString(Files.createDirectories(dir.resolve("full")).resolve("a.txt"), "mine");
        assertThat(run("storm", "--write", dir.resolve("full").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is not empty; a storm is written into a directory of its own");
    }

    @ParameterizedTest
    @CsvSource({
        "storm, 'say what to do with the storm: --send, --write DIR, or both'",
        "storm --send --start 2026-01-01T00:00:00Z, a storm that is sent begins now",
        "storm --write never --mix wild, '--mix is full, varied or plain, not wild'",
        "storm --write never --assets 9, '--assets is 10 to 1000000, not 9'",
        "storm --write never --speed 0, '--speed is 1 or more, not 0'"
    })
    void what_makes_no_storm_is_told_in_one_line(String typed, String told) {
        assertThat(run(typed.split(" "))).isEqualTo(1);
        assertThat(err.toString()).startsWith("headwater: " + told);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(Path.of("never")).doesNotExist();
    }

    private int run(String... typed) {
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(typed);
    }
}
