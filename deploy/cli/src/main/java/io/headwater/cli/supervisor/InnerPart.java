package io.headwater.cli.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The gateway or the sandbox: runs within the supervisor's own process. */
final class InnerPart implements Part {
    private final String name;
    private final int port;
    private final List<String> after;
    private final Supplier<AutoCloseable> starter;
    private volatile AutoCloseable running;

    InnerPart(String name, int port, List<String> after, Supplier<AutoCloseable> starter) {
        this.name = name;
        this.port = port;
        this.after = after;
        this.starter = starter;
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
        try {
            running = starter.get();
            return 0;
        } catch (RuntimeException failure) {
            throw new PartFailed(String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public boolean isAlive() {
        return running != null;
    }

    @Override
    public void stop() {
        AutoCloseable ending = running;
        running = null;
        if (ending != null) {
            try {
                ending.close();
            } catch (Exception failure) {
                throw new PartFailed("cannot end " + name, failure);
            }
        }
    }
}
