package io.headwater.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.cli.supervisor.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** The whole system as a user starts it, with `deploy/headwater`, in a home of its own on free ports; one for all tests. */
final class Headwater {
    private static final Path ROOT = Path.of(System.getProperty("headwater.root"));
    private static final Path HOME = Path.of(System.getProperty("headwater.e2e.home"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Headwater shared;

    /** What a command printed and how it ended. */
    record Result(int exitCode, String output) {}

    private Headwater() {}

    /** Running; started on first use, ended with the tests. */
    static synchronized Headwater running() {
        if (shared == null) {
            Headwater started = new Headwater();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> started.run("down")));
            Result up = started.run("up", "--fresh", "--detach");
            if (up.exitCode() != 0) {
                throw new IllegalStateException("Headwater did not start:\n" + up.output());
            }
            shared = started;
        }
        return shared;
    }

    /** Runs `deploy/headwater` with these arguments to its end, 10 minutes at most. */
    Result run(String... arguments) {
        try {
            Process process = start(arguments);
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "headwater " + List.of(arguments) + " takes too long:\n" + output(process));
            }
            return new Result(process.exitValue(), output(process));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** Starts `deploy/headwater` with these arguments; its output goes to a file, see {@link #output}. */
    Process start(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", ROOT.resolve("deploy/headwater").toString()));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(HOME);
            Path file = HOME.resolve("output-" + System.nanoTime() + ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile());
            builder.environment().put("HEADWATER_HOME", HOME.toString());
            builder.environment().put("HEADWATER_PORTS", "free");
            builder.environment().put("HEADWATER_NO_BUILD", "1");
            Process process = builder.start();
            outputs.put(process, file);
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start deploy/headwater", failure);
        }
    }

    private final Map<Process, Path> outputs = new java.util.concurrent.ConcurrentHashMap<>();

    /** What a started command has printed so far. */
    String output(Process process) {
        try {
            return Files.readString(outputs.get(process));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return "http://localhost:" + port("gateway");
    }

    String bootstrap() {
        return "127.0.0.1:" + port("kafka");
    }

    String registryUrl() {
        return "http://127.0.0.1:" + port("registry") + "/apis/registry/v3";
    }

    HeadwaterClient client() {
        try {
            return new HeadwaterClient(
                    url(), Files.readString(HOME.resolve("token")).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A link that signs a browser in. */
    String oneTimeLink() {
        return HeadwaterClient.require(client().post("/api/console/links", "{}", Map.of()), "a link")
                .path("url")
                .asText();
    }

    StackState state() {
        return StackState.read(HOME.resolve("run/state.json")).orElseThrow();
    }

    List<JsonNode> items(String path) {
        return StreamSupport.stream(client().get(path).path("items").spliterator(), false)
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int port(String part) {
        Properties ports = new Properties();
        try (var reader = Files.newBufferedReader(HOME.resolve("ports.properties"))) {
            ports.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Integer.parseInt(ports.getProperty(part));
    }
}
