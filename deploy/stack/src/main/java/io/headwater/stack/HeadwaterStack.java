package io.headwater.stack;

import io.headwater.stack.StackServers.Part;
import io.headwater.topics.Provisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The stack that all tests of a JVM share: Kafka, PostgreSQL and Apicurio Registry, provisioned with Headwater's topics and
 * schemas. Started by the first who asks, ended with the JVM. Tests keep apart by workspace and database, not by server.
 *
 * <p>With the system property {@value #CONTAINERS} the servers run in containers instead.
 */
public final class HeadwaterStack {
    /** Set (to anything but `false`): Testcontainers instead of processes. */
    public static final String CONTAINERS = "headwater.containers";
    /** The folder under which the servers keep their data while the JVM lives; `target` by default. */
    public static final String TEST_DATA = "headwater.test.data";
    /** Set: the data and logs stay when the JVM ends. */
    public static final String KEEP_DATA = "headwater.test.keep";
    /** Set: a broker as the local stack has it, and services, slower to start and faster to run; for benchmarks. */
    public static final String LASTING = "headwater.test.lasting";

    // In the system's properties and not in a field: Quarkus loads this class anew for each application under test.
    private static final String SHARED = "headwater.stack.shared";

    // An interned string is the same object for every class loader; the properties themselves are locked by whoever
    // sets one.
    private static final Object JVM_WIDE = SHARED.intern();

    private final StackServers servers;

    private HeadwaterStack(StackServers servers) {
        this.servers = servers;
    }

    static boolean lasting() {
        return System.getProperty(LASTING) != null;
    }

    /**
     * The stack of this JVM, ready for use.
     *
     * @throws StackException that says which server did not start, and why
     */
    public static HeadwaterStack shared() {
        synchronized (JVM_WIDE) {
            String coordinates = System.getProperty(SHARED);
            if (coordinates != null) {
                List<String> parts = List.of(coordinates.split("\\|"));
                return new HeadwaterStack(inContainers() ? ContainerServers.attach(parts) : LocalServers.attach(parts));
            }
            StackServers servers = inContainers() ? ContainerServers.start() : startLocally();
            Provisioning.provision(servers.bootstrap(), servers.registryUrl());
            System.setProperty(SHARED, String.join("|", servers.coordinates()));
            return new HeadwaterStack(servers);
        }
    }

    /** What clients put into `bootstrap.servers`. */
    public String bootstrap() {
        return servers.bootstrap();
    }

    /** The registry's API, such as `http://127.0.0.1:18080/apis/registry/v3`. */
    public String registryUrl() {
        return servers.registryUrl();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + servers.postgres() + "/" + database;
    }

    public String reactiveUrl(String database) {
        return "postgresql://" + servers.postgres() + "/" + database;
    }

    public String username() {
        return LocalServers.USER;
    }

    public String password() {
        return LocalServers.PASSWORD;
    }

    /** An empty database of this name, whatever it held before. */
    public void freshDatabase(String name) {
        servers.freshDatabase(name);
    }

    /** Stops the broker cleanly; {@link #startBroker} brings it back on the same port with its data. */
    public void stopBroker() {
        servers.stop(Part.BROKER);
    }

    /** Ends the broker as `kill -9` does. */
    public void killBroker() {
        servers.kill(Part.BROKER);
    }

    /** Returns when the broker answers. */
    public void startBroker() {
        servers.start(Part.BROKER);
    }

    public void stopRegistry() {
        servers.stop(Part.REGISTRY);
    }

    /** Returns when the registry answers. */
    public void startRegistry() {
        servers.start(Part.REGISTRY);
    }

    public void stopPostgres() {
        servers.stop(Part.POSTGRES);
    }

    public void killPostgres() {
        servers.kill(Part.POSTGRES);
    }

    /** Returns when PostgreSQL answers. */
    public void startPostgres() {
        servers.start(Part.POSTGRES);
    }

    /** Stops all servers; whoever asks for the stack of this JVM from now on gets another, empty one. */
    public void end() {
        synchronized (JVM_WIDE) {
            servers.stop(Part.REGISTRY);
            servers.stop(Part.BROKER);
            servers.stop(Part.POSTGRES);
            System.clearProperty(SHARED);
        }
    }

    private static boolean inContainers() {
        String value = System.getProperty(CONTAINERS);
        return value != null && !value.equals("false");
    }

    private static StackServers startLocally() {
        Path target = Path.of("target").toAbsolutePath();
        String fallback = Files.isDirectory(target) ? target.toString() : System.getProperty("java.io.tmpdir");
        Path parent = Path.of(System.getProperty(TEST_DATA, fallback)).toAbsolutePath();
        try {
            Files.createDirectories(parent);
            Path home = Files.createTempDirectory(parent, "stack-");
            Reaper.watch(home, System.getProperty(KEEP_DATA) != null);
            return LocalServers.start(home);
        } catch (IOException failure) {
            throw new StackException("cannot create the stack's folder in " + parent, failure);
        }
    }
}
