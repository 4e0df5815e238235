package io.headwater.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A server process: started here, or found running from an earlier start. */
public final class ServerHandle {
    /** Says why a server is not ready yet; empty when it is. */
    @FunctionalInterface
    interface Probe {
        Optional<String> obstacle();
    }

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ServerProcess process;
    private final ProcessHandle handle;
    private final int port;
    private final Probe probe;

    ServerHandle(ServerProcess process, ProcessHandle handle, int port, Probe probe) {
        this.process = process;
        this.handle = handle;
        this.port = port;
        this.probe = probe;
    }

    /** What people call the server, such as `Kafka`. */
    public String name() {
        return process.name();
    }

    public long pid() {
        return handle.pid();
    }

    public int port() {
        return port;
    }

    public Path logFile() {
        return process.logFile();
    }

    public boolean isAlive() {
        return handle.isAlive();
    }

    /**
     * Waits until the server answers its clients.
     *
     * @return this
     * @throws StackException if it died or took longer than `timeout`; the message holds the end of its log
     */
    public ServerHandle awaitReady(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<String> obstacle = probe.obstacle();
            if (obstacle.isEmpty()) {
                return this;
            }
            if (!handle.isAlive()) {
                throw new StackException(name() + " (pid " + pid() + ") died while it started; " + process.logTail());
            }
            if (System.nanoTime() > deadline) {
                throw new StackException("%s (pid %d) is not ready after %d s: %s; %s"
                        .formatted(name(), pid(), timeout.toSeconds(), obstacle.get(), process.logTail()));
            }
            ServerProcess.pause(PAUSE);
        }
    }

    /** Stops the server cleanly; kills it if it has not ended after 30 s. Does nothing if it has ended. */
    public void stop() {
        process.stop(handle);
    }

    /** Ends the server at once, as `kill -9` does, and waits until it is gone. */
    public void kill() {
        process.kill(handle);
    }
}
