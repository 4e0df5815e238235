package io.headwater.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A service under test as it is shipped: its packaged application in a JVM of its own, on the shared stack; as small as
 * the local stack makes it, unless it lasts as that does. For what a test within the JVM cannot show: a heap that is too
 * small, a kill.
 */
public final class PackagedService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final ServerHandle handle;
    private final URI url;

    private PackagedService(ServerHandle handle, URI url) {
        this.handle = handle;
        this.url = url;
    }

    /**
     * Starts the service of the module that runs the test, from its `target`, and waits until it is ready.
     *
     * @param heap for `-Xmx`, such as `256m`
     * @param database its own, created empty; empty where it has none
     * @param settings by property name, over those of {@link ServiceSettings}
     * @throws StackException that shows the end of its log where it does not become ready
     */
    public static PackagedService start(String heap, Optional<String> database, Map<String, String> settings) {
        return start(Path.of("target", "quarkus-app", "quarkus-run.jar"), heap, database, settings);
    }

    /** The same of any module: {@code quarkus-app/quarkus-run.jar} in its target. */
    public static PackagedService start(
            Path runJar, String heap, Optional<String> database, Map<String, String> settings) {
        Path jar = runJar.toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new StackException(jar + " is missing: run the module's package phase first");
        }
        int port = FreePorts.find(1).get(0);
        URI url = URI.create("http://127.0.0.1:" + port);
        Path home = home(jar.getParent().getParent());
        Path data = home.resolve("service");
        ServerProcess process = new ServerProcess("the packaged service", data, home.resolve("service.log"), "TERM");
        List<String> command = new ArrayList<>(ServerProcess.java(data, heap, !HeadwaterStack.lasting()));
        command.add("-jar");
        command.add(jar.toString());
        ProcessHandle started = process.launch(command, environment(port, database, settings));
        ServerHandle handle = new ServerHandle(process, started, port, () -> obstacle(url));
        try {
            return new PackagedService(handle.awaitReady(PATIENCE), url);
        } catch (StackException notReady) {
            handle.kill();
            throw notReady;
        }
    }

    /** Where it answers, such as `http://127.0.0.1:40123`. */
    public URI url() {
        return url;
    }

    /** Whether it still runs; one that ran out of memory does not. */
    public boolean isAlive() {
        return handle.isAlive();
    }

    /** What it has written so far. */
    public String log() {
        try {
            return Files.readString(handle.logFile());
        } catch (IOException failure) {
            throw new StackException("cannot read " + handle.logFile(), failure);
        }
    }

    /** Stops it cleanly. */
    @Override
    public void close() {
        handle.stop();
    }

    private static Path home(Path target) {
        try {
            Path home = Files.createTempDirectory(target, "service-");
            Reaper.watch(home, System.getProperty(HeadwaterStack.KEEP_DATA) != null);
            return home;
        } catch (IOException failure) {
            throw new StackException("cannot create the service's folder", failure);
        }
    }

    private static Map<String, String> environment(int port, Optional<String> database, Map<String, String> settings) {
        Map<String, String> properties = ServiceSettings.of(database);
        properties.put("quarkus.http.port", String.valueOf(port));
        properties.putAll(settings);
        Map<String, String> environment = new HashMap<>();
        properties.forEach(
                (name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        return environment;
    }

    private static Optional<String> obstacle(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/q/health/ready"))
                .timeout(ANSWER)
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.empty() : Optional.of(answer.body());
        } catch (IOException notYet) {
            return Optional.of(request.uri() + " does not answer (" + notYet + ")");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for the service", interrupted);
        }
    }
}
