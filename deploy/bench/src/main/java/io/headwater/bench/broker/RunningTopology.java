package io.headwater.bench.broker;

import io.headwater.bench.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A topology's process, from start to end. */
final class RunningTopology implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String HEAP = "-Xmx2g";
    /** More options for its JVM, such as those of a profiler, apart by spaces. */
    private static final String OPTIONS = "headwater.bench.jvm";

    private final Process process;
    private final Path log;

    private RunningTopology(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it; returns when it runs. State of an earlier process in the folder is taken up again. */
    static RunningTopology start(Kind kind, Rig rig) throws IOException, InterruptedException {
        Path log = Files.createTempFile(rig.folder(), kind.applicationId() + "-", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(HEAP);
        command.add(Jvm.COLLECTOR);
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        Stream.of(System.getProperty(OPTIONS, "").split(" "))
                .filter(option -> !option.isBlank())
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                TopologyProcess.class.getName(),
                kind.name(),
                rig.bootstrap(),
                rig.registryUrl(),
                rig.folder().resolve(kind.applicationId()).toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RunningTopology running = new RunningTopology(process, log);
        try {
            running.awaitRunning();
            return running;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            running.close();
            throw failure;
        }
    }

    private void awaitRunning() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!lastState().equals("STATE RUNNING")) {
            demandAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the topology does not run after " + PATIENCE.toSeconds() + " s:\n" + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    /** @throws IllegalStateException with its log where it has ended */
    void demandAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the topology has ended:\n" + Files.readString(log));
        }
    }

    private String lastState() throws IOException {
        List<String> states = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("STATE "))
                .toList();
        return states.isEmpty() ? "" : states.get(states.size() - 1);
    }

    /** What its JVM has used of the processors so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** As a service is stopped: what it has done is committed. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
