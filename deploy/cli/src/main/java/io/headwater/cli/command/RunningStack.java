package io.headwater.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.cli.Complaint;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.home.Ports;
import io.headwater.cli.supervisor.Health;
import io.headwater.cli.supervisor.PartState;
import io.headwater.cli.supervisor.PartState.Phase;
import io.headwater.cli.supervisor.StackState;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The stack of one home: started in the background, looked at through its state file, ended. */
final class RunningStack {
    private static final Map<Phase, String> MARKS = new EnumMap<>(Map.of(
            Phase.WAITING,
            " ",
            Phase.STARTING,
            "…",
            Phase.UP,
            "✔",
            Phase.RESTARTING,
            "↻",
            Phase.FAILED,
            "✘",
            Phase.STOPPED,
            "-"));

    private final HeadwaterHome home;
    private final PrintWriter out;
    private volatile boolean ending;

    RunningStack(HeadwaterHome home, PrintWriter out) {
        this.home = home;
        this.out = out;
    }

    /** The state on file, if its supervisor lives. */
    Optional<StackState> state() {
        return StackState.read(home.stateFile()).filter(s -> s.supervisor().isPresent());
    }

    String url() {
        return "http://localhost:" + Ports.of(home).of(Ports.GATEWAY);
    }

    HeadwaterClient client() {
        return new HeadwaterClient(url(), home.token());
    }

    /** Starts the stack, unless it runs, and shows how it comes up. Ctrl-C meanwhile is a clean `down`. */
    void up(boolean fresh) {
        Optional<StackState> running = state();
        if (running.isPresent()) {
            if (fresh) {
                out.println("Headwater is running; ending it for a fresh start.");
                down();
            } else if (running.get().ready()) {
                out.println("Headwater is already up.");
                return;
            }
        }
        clearLeftovers();
        if (fresh) {
            home.wipe();
        }
        home.prepare();
        Thread interrupted = new Thread(this::endQuietly, "ctrl-c");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            if (state().isEmpty()) {
                spawn();
            }
            follow();
        } finally {
            if (!ending) {
                Runtime.getRuntime().removeShutdownHook(interrupted);
            }
        }
    }

    private void spawn() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file"),
                "-Dheadwater.root=" + System.getProperty("headwater.root"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.headwater.cli.Main",
                "supervise"));
        File log = home.logs().resolve("supervisor.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().put("HEADWATER_HOME", home.dir().toString());
        try {
            Process supervisor = builder.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (state().isEmpty()) {
                if (!supervisor.isAlive() || System.nanoTime() > deadline) {
                    throw new Complaint("the supervisor did not start; see " + log);
                }
                sleep();
            }
        } catch (IOException failure) {
            throw new Complaint("cannot start the supervisor: " + failure.getMessage());
        }
    }

    /** Prints each part as it comes up; returns when all are, complains when one fails. */
    private void follow() {
        Map<String, Phase> shown = new HashMap<>();
        long began = System.nanoTime();
        while (true) {
            StackState state = state().orElseThrow(() -> new Complaint(
                    ending
                            ? "ended"
                            : "the supervisor ended while the stack was starting; see "
                                    + home.logs().resolve("supervisor.log")));
            for (PartState part : state.parts()) {
                Phase before = shown.put(part.name(), part.phase());
                if (before != part.phase() && (part.isUp() || part.hasFailed())) {
                    out.printf("  %s %-17s %s%n", MARKS.get(part.phase()), part.name(), words(part));
                    out.flush();
                }
            }
            boolean settled = state.parts().stream().allMatch(p -> p.isUp() || p.hasFailed());
            if (settled && !state.failed().isEmpty()) {
                String first = state.failed().get(0).message();
                down();
                throw new Complaint("Headwater did not start. " + first);
            }
            if (state.ready()) {
                out.printf("All parts are up after %.1f s.%n", (System.nanoTime() - began) / 1e9);
                return;
            }
            sleep();
        }
    }

    private static String words(PartState part) {
        return part.isUp()
                ? String.format("port %d, %.1f s", part.port(), part.seconds())
                : part.message().lines().findFirst().orElse("failed");
    }

    /** One line a part; returns whether all is well. */
    boolean print(StackState state) {
        boolean well = state.ready();
        for (PartState part : state.parts()) {
            Optional<String> complaint = Health.complaint(part);
            well &= complaint.isEmpty();
            out.printf(
                    "  %s %-17s %-10s port %-6d pid %-8s restarts %d %s%n",
                    complaint.isPresent() ? MARKS.get(Phase.FAILED) : MARKS.get(part.phase()),
                    part.name(),
                    complaint.isPresent() ? "unwell" : part.phase().name().toLowerCase(java.util.Locale.ROOT),
                    part.port(),
                    part.pid() == 0 ? "-" : String.valueOf(part.pid()),
                    part.restarts(),
                    complaint.orElseGet(() -> part.message().lines().findFirst().orElse("")));
        }
        return well;
    }

    /** Says where to look, with a fresh one-time link for the console. */
    void printAddresses() {
        out.println();
        out.println("  Console    " + oneTimeLink() + "   (one-time link; `deploy/headwater status` prints another)");
        out.println("  Sandbox    " + url() + "/sandbox/   (Slack, Jira and mail as they would look)");
        out.println("  API token  " + home.dir().resolve("token"));
        out.println("  Logs       " + home.logs());
        out.flush();
    }

    /** A link that opens the console without a password, once. */
    String oneTimeLink() {
        JsonNode made = HeadwaterClient.require(
                client().post("/api/console/links", "{}", Map.of()), "a one-time link for the console");
        return made.path("url").asText();
    }

    /** Ends the stack; returns whether one was running. */
    boolean down() {
        Optional<StackState> running = state();
        running.flatMap(StackState::supervisor).ifPresent(supervisor -> {
            supervisor.destroy();
            try {
                supervisor.onExit().get(60, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
                supervisor.destroyForcibly();
            }
        });
        return clearLeftovers() || running.isPresent();
    }

    /** Ends what a supervisor that was killed left behind; returns whether there was any. */
    private boolean clearLeftovers() {
        Optional<StackState> left =
                StackState.read(home.stateFile()).filter(s -> s.supervisor().isEmpty());
        boolean any = false;
        for (PartState part : left.map(StackState::parts).orElse(List.of())) {
            any |= Leftover.end(part, home);
        }
        any |= Leftover.endPostgres(home);
        left.ifPresent(s -> home.stateFile().toFile().delete());
        return any;
    }

    private void endQuietly() {
        ending = true;
        out.println("\nEnding Headwater …");
        out.flush();
        down();
    }

    /** Stays until the stack ends; Ctrl-C is a clean `down`. Says so when a part fails meanwhile. */
    void attend() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endQuietly, "ctrl-c"));
        out.println("\nHeadwater runs until Ctrl-C (or `deploy/headwater down` from elsewhere).");
        out.flush();
        Map<String, PartState> shown = new HashMap<>();
        Optional<StackState> state = state();
        while (state.isPresent()) {
            for (PartState part : state.get().parts()) {
                PartState before = shown.put(part.name(), part);
                if (before != null && !before.equals(part) && !state.get().stopping()) {
                    out.printf("  %s %s: %s%n", MARKS.get(part.phase()), part.name(), words(part));
                    out.flush();
                }
            }
            sleep();
            state = state();
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted");
        }
    }
}
