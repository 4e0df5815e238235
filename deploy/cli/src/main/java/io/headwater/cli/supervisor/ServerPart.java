package io.headwater.cli.supervisor;

import io.headwater.stack.ServerHandle;
import io.headwater.stack.StackException;
import io.headwater.topics.ProvisioningFailed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Kafka, PostgreSQL or the registry: a server of its own, with what has to be put in place once it answers. */
final class ServerPart implements Part {
    private final String name;
    private final int port;
    private final List<String> after;
    private final Supplier<Optional<ServerHandle>> running;
    private final Supplier<ServerHandle> starter;
    private final Runnable furnish;
    private volatile ServerHandle handle;

    /**
     * @param running finds one that an earlier supervisor left behind
     * @param furnish what must stand in it before it counts as up; run at every start
     */
    ServerPart(
            String name,
            int port,
            List<String> after,
            Supplier<Optional<ServerHandle>> running,
            Supplier<ServerHandle> starter,
            Runnable furnish) {
        this.name = name;
        this.port = port;
        this.after = after;
        this.running = running;
        this.starter = starter;
        this.furnish = furnish;
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
            running.get().ifPresent(ServerHandle::stop);
            handle = starter.get().awaitReady(patience);
            furnish.run();
            return handle.pid();
        } catch (StackException | ProvisioningFailed failure) {
            throw new PartFailed(failure.getMessage(), failure);
        }
    }

    @Override
    public boolean isAlive() {
        return handle != null && handle.isAlive();
    }

    @Override
    public void stop() {
        if (handle != null) {
            handle.stop();
        }
    }
}
