package io.headwater.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * How a server becomes a process and ends. Its pid lies in a file of its data folder, so that a later JVM finds it; the
 * data folder is part of its command line, so that a pid that now belongs to another program is told apart.
 */
record ServerProcess(String name, Path dataDir, Path logFile, String stopSignal) {
    private static final int TAIL_LINES = 25;
    private static final int TAIL_BYTES = 16 * 1024;
    private static final Duration CLEAN_STOP = Duration.ofSeconds(30);
    private static final Duration DEATH = Duration.ofSeconds(10);

    /** @throws StackException if a server already runs on the data folder, or the command cannot be run */
    ProcessHandle launch(List<String> command, Map<String, String> environment, String... foreignPrefixes) {
        running().ifPresent(already -> {
            throw new StackException(
                    "%s already runs on %s (pid %d): stop it first".formatted(name, dataDir, already.pid()));
        });
        try {
            Files.createDirectories(dataDir);
            Files.createDirectories(logFile.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(inSessionOfItsOwn(command));
            // What configures the parent's own libraries must not configure the server.
            builder.environment().keySet().removeIf(key -> startsWithAny(key, foreignPrefixes));
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            ProcessHandle handle = builder.start().toHandle();
            Files.writeString(pidFile(), Long.toString(handle.pid()));
            return handle;
        } catch (IOException failure) {
            throw new StackException("cannot start " + name + ": " + failure.getMessage(), failure);
        }
    }

    /** The process that runs on the data folder, whoever started it. */
    Optional<ProcessHandle> running() {
        try {
            if (!Files.exists(pidFile())) {
                return Optional.empty();
            }
            String pid = Files.readString(pidFile()).strip();
            return pid.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(pid)).filter(this::isOurs);
        } catch (IOException | NumberFormatException failure) {
            throw new StackException(
                    "cannot read " + pidFile() + "; delete it if " + name + " is not running", failure);
        }
    }

    void stop(ProcessHandle handle) {
        if (handle.isAlive()) {
            signal(handle.pid(), stopSignal);
            if (!ended(handle, CLEAN_STOP)) {
                kill(handle);
                return;
            }
        }
        forget();
    }

    void kill(ProcessHandle handle) {
        handle.destroyForcibly();
        if (!ended(handle, DEATH)) {
            throw new StackException(name + " (pid " + handle.pid() + ") does not end; end it by hand");
        }
        forget();
    }

    String logTail() {
        if (!Files.exists(logFile)) {
            return "it has written no log at " + logFile;
        }
        try (var file = Files.newByteChannel(logFile)) {
            file.position(Math.max(0, file.size() - TAIL_BYTES));
            var bytes = ByteBuffer.allocate(TAIL_BYTES);
            int read = file.read(bytes);
            String text = new String(bytes.array(), 0, Math.max(0, read), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            return "the end of %s:%n%s"
                    .formatted(
                            logFile,
                            lines.stream()
                                    .skip(Math.max(0, lines.size() - TAIL_LINES))
                                    .collect(Collectors.joining(System.lineSeparator())));
        } catch (IOException failure) {
            return "its log " + logFile + " cannot be read: " + failure.getMessage();
        }
    }

    /** The Java of this JVM with what every server's JVM gets. */
    static List<String> java(Path dataDir, String heap, boolean disposable) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dheadwater.data=" + dataDir);
        command.add("-Xmx" + heap);
        command.add("-Xshare:auto");
        command.add("-Djava.net.preferIPv4Stack=true");
        command.add("-XX:+ExitOnOutOfMemoryError");
        if (disposable) {
            // A server that lives for minutes never earns back what the second compiler and G1 cost at start.
            command.add("-XX:TieredStopAtLevel=1");
            command.add("-XX:+UseSerialGC");
        }
        return command;
    }

    /** Runs a short-lived program; its output is the exception's message if it fails. */
    static void run(String what, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new StackException("%s failed with exit code %d: %s".formatted(what, exit, output.strip()));
            }
        } catch (IOException failure) {
            throw new StackException(what + " failed: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted: " + what, interrupted);
        }
    }

    static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for a server", interrupted);
        }
    }

    static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    Path pidFile() {
        return dataDir.resolve("server.pid");
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException failure) {
            throw new StackException("cannot delete " + pidFile(), failure);
        }
    }

    private boolean isOurs(ProcessHandle handle) {
        return handle.isAlive()
                && handle.info()
                        .commandLine()
                        .map(line -> line.contains(dataDir.toString()))
                        .orElse(false);
    }

    private static boolean ended(ProcessHandle handle, Duration within) {
        try {
            handle.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException failure) {
            throw new StackException("cannot wait for pid " + handle.pid(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for pid " + handle.pid(), interrupted);
        }
    }

    private static void signal(long pid, String signal) {
        run("kill -" + signal + " " + pid, List.of("/bin/sh", "-c", "kill -" + signal + " " + pid));
    }

    /** Ctrl-C in a terminal reaches its whole process group; the servers are stopped in order instead. */
    private static List<String> inSessionOfItsOwn(List<String> command) {
        Path setsid = Path.of("/usr/bin/setsid");
        if (!Files.isExecutable(setsid)) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of(setsid.toString()));
        wrapped.addAll(command);
        return wrapped;
    }

    private static boolean startsWithAny(String key, String... prefixes) {
        for (String prefix : prefixes) {
            if (key.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
