package io.headwater.stack;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/** A Kafka broker of one node (KRaft, broker and controller in one JVM) on the loopback address. */
public final class KafkaBroker {
    public static final String PORT_PROPERTY = "headwater.kafka.port";
    public static final String CONTROLLER_PORT_PROPERTY = "headwater.kafka.controller-port";

    /**
     * @param dataDir all the broker keeps; formatted when fresh, taken up again when not
     * @param heap as in -Xmx, such as `512m`
     * @param disposable for tests: starts faster, runs slower
     */
    public record Configuration(
            Dist dist, Path dataDir, Path logFile, int port, int controllerPort, String heap, boolean disposable) {
        public Configuration {
            dataDir = dataDir.toAbsolutePath().normalize();
        }

        /** The local stack's broker: ports 19092 and 19093, heap 512 MB, log beside its data. */
        public static Configuration in(Path dataDir) {
            return new Configuration(
                    Dist.fromProperty(), dataDir, dataDir.resolve("kafka.log"), 19092, 19093, "512m", false);
        }

        public Configuration withDist(Dist other) {
            return new Configuration(other, dataDir, logFile, port, controllerPort, heap, disposable);
        }

        public Configuration withLogFile(Path file) {
            return new Configuration(dist, dataDir, file, port, controllerPort, heap, disposable);
        }

        public Configuration withPorts(int broker, int controller) {
            return new Configuration(dist, dataDir, logFile, broker, controller, heap, disposable);
        }

        public Configuration withHeap(String size) {
            return new Configuration(dist, dataDir, logFile, port, controllerPort, size, disposable);
        }

        public Configuration asDisposable() {
            return new Configuration(dist, dataDir, logFile, port, controllerPort, "256m", true);
        }
    }

    private final Configuration configuration;
    private final ServerProcess process;

    public KafkaBroker(Configuration configuration) {
        this.configuration = configuration;
        this.process = new ServerProcess("Kafka", configuration.dataDir(), configuration.logFile(), "TERM");
    }

    /** What clients put into `bootstrap.servers`. */
    public String bootstrap() {
        return "127.0.0.1:" + configuration.port();
    }

    /**
     * Starts the broker and returns at once.
     *
     * @throws StackException if a port is taken, the programs are missing, or it runs already
     */
    public ServerHandle start() {
        if (running().isEmpty()) {
            FreePorts.demand("Kafka", configuration.port(), PORT_PROPERTY);
            FreePorts.demand("Kafka's controller", configuration.controllerPort(), CONTROLLER_PORT_PROPERTY);
        }
        Path settings = writeSettings();
        if (!Files.exists(log().resolve("meta.properties"))) {
            format(settings);
        }
        List<String> command = java();
        command.add("kafka.Kafka");
        command.add(settings.toString());
        return handle(process.launch(command, Map.of()));
    }

    /** The broker that runs on this data folder, whoever started it. */
    public Optional<ServerHandle> running() {
        return process.running().map(this::handle);
    }

    /** Stops the broker that runs on a data folder, whoever started it; false if none does. */
    public static boolean stop(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize();
        ServerProcess process = new ServerProcess("Kafka", folder, folder.resolve("kafka.log"), "TERM");
        Optional<ProcessHandle> running = process.running();
        running.ifPresent(process::stop);
        return running.isPresent();
    }

    private ServerHandle handle(ProcessHandle running) {
        return new ServerHandle(process, running, configuration.port(), new KafkaProbe(configuration.port()));
    }

    private void format(Path settings) {
        List<String> command = java();
        command.addAll(List.of("kafka.tools.StorageTool", "format", "--ignore-formatted"));
        command.addAll(List.of("-t", Uuid.randomUuid().toString(), "-c", settings.toString()));
        ServerProcess.run("formatting Kafka's data folder " + configuration.dataDir(), command);
    }

    private List<String> java() {
        List<String> command = new ArrayList<>(
                ServerProcess.java(configuration.dataDir(), configuration.heap(), configuration.disposable()));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=" + (configuration.disposable() ? "warn" : "info"));
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS");
        command.add("-cp");
        command.add(configuration.dist().kafka() + "/*");
        return command;
    }

    private Path log() {
        return configuration.dataDir().resolve("log");
    }

    private Path writeSettings() {
        Path file = configuration.dataDir().resolve("server.properties");
        Properties settings = new Properties();
        settings.putAll(BrokerSettings.of(configuration, log()));
        try {
            Files.createDirectories(configuration.dataDir());
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, "Written at each start");
            }
            return file;
        } catch (IOException failure) {
            throw new StackException("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }
}
