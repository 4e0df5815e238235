package io.headwater.stack;

import com.github.dockerjava.api.DockerClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The servers in containers, for machines that have Docker. Each is published on a port of the loopback address that is
 * chosen beforehand, so that a container that was stopped comes back where its clients look for it. Testcontainers' own
 * reaper removes them when the JVM is gone.
 */
final class ContainerServers implements StackServers {
    private static final String KAFKA_IMAGE = System.getProperty("headwater.containers.kafka", "apache/kafka:4.1.2");
    private static final String POSTGRES_IMAGE = System.getProperty("headwater.containers.postgres", "postgres:14");
    private static final String REGISTRY_IMAGE =
            System.getProperty("headwater.containers.registry", "quay.io/apicurio/apicurio-registry:3.0.9");
    private static final String POSTGRES_HOST = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final List<Integer> ports;
    private final List<String> containers;

    private ContainerServers(List<Integer> ports, List<String> containers) {
        this.ports = ports;
        this.containers = containers;
    }

    static ContainerServers start() {
        List<Integer> ports = FreePorts.find(Part.values().length);
        Network network = Network.newNetwork();
        KafkaContainer kafka = kafka(portOf(ports, Part.BROKER));
        PostgreSQLContainer postgres = postgres(network, portOf(ports, Part.POSTGRES));
        GenericContainer<?> registry = registry(network, portOf(ports, Part.REGISTRY));
        CompletableFuture<Void> broker = CompletableFuture.runAsync(kafka::start);
        CompletableFuture<Void> storage = CompletableFuture.runAsync(() -> {
            postgres.start();
            registry.start();
        });
        try {
            CompletableFuture.allOf(broker, storage).join();
        } catch (CompletionException failure) {
            throw new StackException("cannot start the containers; is Docker there?", failure.getCause());
        }
        return new ContainerServers(
                ports, List.of(kafka.getContainerId(), registry.getContainerId(), postgres.getContainerId()));
    }

    /** The containers that another class loader of this JVM started; coordinates as of {@link #coordinates}. */
    static ContainerServers attach(List<String> coordinates) {
        int parts = Part.values().length;
        return new ContainerServers(
                coordinates.subList(0, parts).stream().map(Integer::valueOf).toList(),
                coordinates.subList(parts, 2 * parts));
    }

    @Override
    public List<String> coordinates() {
        return Stream.concat(ports.stream().map(String::valueOf), containers.stream())
                .toList();
    }

    @Override
    public String bootstrap() {
        return "127.0.0.1:" + portOf(ports, Part.BROKER);
    }

    @Override
    public String registryUrl() {
        return "http://127.0.0.1:" + portOf(ports, Part.REGISTRY) + "/apis/registry/v3";
    }

    @Override
    public String postgres() {
        return "127.0.0.1:" + portOf(ports, Part.POSTGRES);
    }

    @Override
    public void freshDatabase(String name) {
        try (Connection connection = postgresProbe().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : PostgresServer.freshDatabaseStatements(name)) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new StackException("cannot create the database " + name + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public void start(Part part) {
        docker().startContainerCmd(container(part)).exec();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready(part)) {
            if (System.nanoTime() > deadline) {
                throw new StackException(
                        "the container of " + part + " does not answer on port " + portOf(ports, part));
            }
            ServerProcess.pause(PAUSE);
        }
    }

    @Override
    public void stop(Part part) {
        docker().stopContainerCmd(container(part)).exec();
    }

    @Override
    public void kill(Part part) {
        docker().killContainerCmd(container(part)).withSignal("KILL").exec();
    }

    private boolean ready(Part part) {
        ServerHandle.Probe probe =
                switch (part) {
                    case BROKER -> new KafkaProbe(portOf(ports, part));
                    case REGISTRY -> new RegistryProbe(registryUrl());
                    case POSTGRES -> postgresProbe();
                };
        return probe.obstacle().isEmpty();
    }

    private PostgresProbe postgresProbe() {
        return new PostgresProbe(
                "jdbc:postgresql://" + postgres() + "/registry", LocalServers.USER, LocalServers.PASSWORD);
    }

    private String container(Part part) {
        return containers.get(part.ordinal());
    }

    private static int portOf(List<Integer> ports, Part part) {
        return ports.get(part.ordinal());
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    private static KafkaContainer kafka(int port) {
        KafkaContainer kafka = new KafkaContainer(KAFKA_IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        kafka.setPortBindings(List.of("127.0.0.1:" + port + ":9092"));
        return kafka;
    }

    private static PostgreSQLContainer postgres(Network network, int port) {
        PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES_IMAGE)
                .withDatabaseName("registry")
                .withUsername(LocalServers.USER)
                .withPassword(LocalServers.PASSWORD)
                .withNetwork(network)
                .withNetworkAliases(POSTGRES_HOST);
        postgres.setPortBindings(List.of("127.0.0.1:" + port + ":5432"));
        return postgres;
    }

    private static GenericContainer<?> registry(Network network, int port) {
        GenericContainer<?> registry = new GenericContainer<>(REGISTRY_IMAGE)
                .withExposedPorts(8080)
                .withNetwork(network)
                .withEnv("APICURIO_STORAGE_KIND", "sql")
                .withEnv("APICURIO_STORAGE_SQL_KIND", "postgresql")
                .withEnv("APICURIO_DATASOURCE_URL", "jdbc:postgresql://" + POSTGRES_HOST + ":5432/registry")
                .withEnv("APICURIO_DATASOURCE_USERNAME", LocalServers.USER)
                .withEnv("APICURIO_DATASOURCE_PASSWORD", LocalServers.PASSWORD)
                .waitingFor(Wait.forHttp("/apis/registry/v3/groups?limit=1").withStartupTimeout(PATIENCE));
        registry.setPortBindings(List.of("127.0.0.1:" + port + ":8080"));
        return registry;
    }
}
