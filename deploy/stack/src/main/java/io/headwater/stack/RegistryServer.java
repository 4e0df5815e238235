package io.headwater.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Apicurio Registry on the loopback address; its schemas lie in PostgreSQL, so that ids survive a restart. */
public final class RegistryServer {
    public static final String PORT_PROPERTY = "headwater.registry.port";

    /**
     * @param dataDir holds its pid and log only
     * @param jdbcUrl the database of its own, which must exist
     * @param heap as in -Xmx, such as `256m`
     * @param disposable for tests: starts faster, runs slower
     */
    public record Configuration(
            Dist dist,
            Path dataDir,
            Path logFile,
            int port,
            String jdbcUrl,
            String username,
            String password,
            String heap,
            boolean disposable) {
        public Configuration {
            dataDir = dataDir.toAbsolutePath().normalize();
        }

        /** The local stack's registry: port 18080, heap 256 MB, in the database `registry` of that PostgreSQL. */
        public static Configuration in(Path dataDir, PostgresServer postgres) {
            return new Configuration(
                    Dist.fromProperty(),
                    dataDir,
                    dataDir.resolve("registry.log"),
                    18080,
                    postgres.jdbcUrl("registry"),
                    postgres.configuration().username(),
                    postgres.configuration().password(),
                    "256m",
                    false);
        }

        public Configuration withDist(Dist other) {
            return new Configuration(other, dataDir, logFile, port, jdbcUrl, username, password, heap, disposable);
        }

        public Configuration withLogFile(Path file) {
            return new Configuration(dist, dataDir, file, port, jdbcUrl, username, password, heap, disposable);
        }

        public Configuration withPort(int other) {
            return new Configuration(dist, dataDir, logFile, other, jdbcUrl, username, password, heap, disposable);
        }

        public Configuration withHeap(String size) {
            return new Configuration(dist, dataDir, logFile, port, jdbcUrl, username, password, size, disposable);
        }

        public Configuration asDisposable() {
            return new Configuration(dist, dataDir, logFile, port, jdbcUrl, username, password, "192m", true);
        }

        /** Never shows the password. */
        @Override
        public String toString() {
            return "RegistryServer.Configuration[dataDir=" + dataDir + ", port=" + port + ", jdbcUrl=" + jdbcUrl + "]";
        }
    }

    private final Configuration configuration;
    private final ServerProcess process;

    public RegistryServer(Configuration configuration) {
        this.configuration = configuration;
        this.process = new ServerProcess("Apicurio Registry", configuration.dataDir(), configuration.logFile(), "TERM");
    }

    /** The API's root, such as `http://127.0.0.1:18080/apis/registry/v3`. */
    public String url() {
        return "http://127.0.0.1:" + configuration.port() + "/apis/registry/v3";
    }

    /**
     * Starts the registry and returns at once.
     *
     * @throws StackException if its port is taken, the programs are missing, or it runs already
     */
    public ServerHandle start() {
        if (running().isEmpty()) {
            FreePorts.demand("Apicurio Registry", configuration.port(), PORT_PROPERTY);
        }
        List<String> command = new ArrayList<>(
                ServerProcess.java(configuration.dataDir(), configuration.heap(), configuration.disposable()));
        command.add("-jar");
        command.add(configuration.dist().registryJar().toString());
        return handle(process.launch(command, environment(), "QUARKUS_", "APICURIO_", "REGISTRY_", "KAFKA_"));
    }

    /** The registry that runs on this data folder, whoever started it. */
    public Optional<ServerHandle> running() {
        return process.running().map(this::handle);
    }

    /** Stops the registry that runs on a data folder, whoever started it; false if none does. */
    public static boolean stop(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize();
        ServerProcess process = new ServerProcess("Apicurio Registry", folder, folder.resolve("registry.log"), "TERM");
        Optional<ProcessHandle> running = process.running();
        running.ifPresent(process::stop);
        return running.isPresent();
    }

    private Map<String, String> environment() {
        return Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(configuration.port()),
                "APICURIO_STORAGE_KIND", "sql",
                "APICURIO_STORAGE_SQL_KIND", "postgresql",
                "APICURIO_DATASOURCE_URL", configuration.jdbcUrl(),
                "APICURIO_DATASOURCE_USERNAME", configuration.username(),
                "APICURIO_DATASOURCE_PASSWORD", configuration.password());
    }

    private ServerHandle handle(ProcessHandle running) {
        return new ServerHandle(process, running, configuration.port(), new RegistryProbe(url()));
    }
}
