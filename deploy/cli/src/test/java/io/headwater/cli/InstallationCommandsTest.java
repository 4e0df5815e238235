package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.supervisor.PartState;
import io.headwater.cli.supervisor.StackState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an installation is, and what is done to all of it. */
class InstallationCommandsTest extends TypedCommand {
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
}
