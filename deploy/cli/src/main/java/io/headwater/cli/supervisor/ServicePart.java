package io.headwater.cli.supervisor;

import io.headwater.cli.home.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the five services: a Quarkus application in a JVM of its own, ready when its health says so. */
final class ServicePart implements Part {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private static final int LOG_LINES_SHOWN = 12;

    private final String name;
    private final int port;
    private final Path jar;
    private final Path log;
    private final List<String> jvmOptions;
    private final Map<String, String> environment;
    private final List<String> after;
    private volatile Process process;

    ServicePart(
            String name,
            int port,
            Path jar,
            Path log,
            List<String> jvmOptions,
            Map<String, String> environment,
            List<String> after) {
        this.name = name;
        this.port = port;
        this.jar = jar;
        this.log = log;
        this.jvmOptions = jvmOptions;
        this.environment = environment;
        this.after = after;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<String> after() {
        return after;
    }

    @Override
    public long start(Duration patience) {
        if (!Files.exists(jar)) {
            throw new PartFailed(
                    name + " is not built: " + jar + " is missing; run deploy/headwater again, it builds it");
        }
        if (!Ports.isFree(port)) {
            throw new PartFailed(
                    "port " + port + " for " + name + " is taken by another program; end it, or choose another"
                            + " port: port." + name + "=… in headwater.properties");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-jar");
        command.add(jar.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException failure) {
            throw new PartFailed("cannot start " + name + ": " + failure.getMessage(), failure);
        }
        awaitReady(patience);
        return process.pid();
    }

    private void awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        String last = "no answer yet";
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new PartFailed(name + " ended with exit code " + process.exitValue()
                        + " while starting; the end of " + log + ":\n" + logTail());
            }
            try {
                HttpResponse<String> answer = HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                                .timeout(Duration.ofSeconds(2))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                last = answer.body();
                TimeUnit.MILLISECONDS.sleep(150);
            } catch (IOException notYet) {
                last = notYet.toString();
                pause();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new PartFailed("interrupted while " + name + " was starting", interrupted);
            }
        }
        process.destroy();
        throw new PartFailed(name + " was not ready within " + patience.toSeconds() + " s; its health said: " + last
                + "\nThe end of " + log + ":\n" + logTail());
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(150);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PartFailed("interrupted while " + name + " was starting", interrupted);
        }
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException unreadable) {
            return "(the log cannot be read: " + unreadable.getMessage() + ")";
        }
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public void stop() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        }
    }
}
