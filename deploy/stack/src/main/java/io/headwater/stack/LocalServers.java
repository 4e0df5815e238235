package io.headwater.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The servers as processes of this machine, with their data in one folder. */
final class LocalServers implements StackServers {
    static final String USER = "headwater";
    static final String PASSWORD = "headwater";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path home;
    private final List<Integer> ports;
    private final KafkaBroker broker;
    private final PostgresServer postgres;
    private final RegistryServer registry;

    private LocalServers(Path home, List<Integer> ports) {
        this.home = home;
        this.ports = ports;
        KafkaBroker.Configuration kafka =
                KafkaBroker.Configuration.in(home.resolve("kafka")).withPorts(ports.get(0), ports.get(1));
        this.broker = new KafkaBroker(HeadwaterStack.lasting() ? kafka : kafka.asDisposable());
        this.postgres = new PostgresServer(PostgresServer.Configuration.in(home.resolve("postgres"), PASSWORD)
                .withPort(ports.get(2))
                .asDisposable());
        this.registry = new RegistryServer(RegistryServer.Configuration.in(home.resolve("registry"), postgres)
                .withPort(ports.get(3))
                .asDisposable());
    }

    /** Starts all, side by side where possible, and waits until they are ready. */
    static LocalServers start(Path home) {
        LocalServers servers = new LocalServers(home, FreePorts.find(4));
        CompletableFuture<Void> kafka = CompletableFuture.runAsync(() -> servers.start(Part.BROKER));
        CompletableFuture<Void> storage = CompletableFuture.runAsync(() -> {
            servers.start(Part.POSTGRES);
            servers.postgres.createDatabases("registry");
            servers.start(Part.REGISTRY);
        });
        try {
            CompletableFuture.allOf(kafka, storage).join();
            return servers;
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof StackException known
                    ? known
                    : new StackException("cannot start the stack", failure.getCause());
        }
    }

    static LocalServers attach(List<String> coordinates) {
        return new LocalServers(
                Path.of(coordinates.get(0)),
                coordinates.subList(1, 5).stream().map(Integer::valueOf).toList());
    }

    @Override
    public List<String> coordinates() {
        return List.of(
                home.toString(),
                ports.get(0).toString(),
                ports.get(1).toString(),
                ports.get(2).toString(),
                ports.get(3).toString());
    }

    @Override
    public String bootstrap() {
        return broker.bootstrap();
    }

    @Override
    public String registryUrl() {
        return registry.url();
    }

    @Override
    public String postgres() {
        return "127.0.0.1:" + ports.get(2);
    }

    @Override
    public void freshDatabase(String name) {
        postgres.freshDatabase(name);
    }

    @Override
    public void start(Part part) {
        ServerHandle handle =
                switch (part) {
                    case BROKER -> broker.start();
                    case REGISTRY -> registry.start();
                    case POSTGRES -> postgres.start();
                };
        handle.awaitReady(PATIENCE);
    }

    @Override
    public void stop(Part part) {
        running(part).ifPresent(ServerHandle::stop);
    }

    @Override
    public void kill(Part part) {
        running(part).ifPresent(ServerHandle::kill);
    }

    private Optional<ServerHandle> running(Part part) {
        return switch (part) {
            case BROKER -> broker.running();
            case REGISTRY -> registry.running();
            case POSTGRES -> postgres.running();
        };
    }
}
