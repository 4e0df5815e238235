package io.headwater.cli.supervisor;

import io.headwater.cli.gateway.Gateway;
import io.headwater.cli.gateway.Routes;
import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.home.Ports;
import io.headwater.sandbox.Sandbox;
import io.headwater.sandbox.SandboxConfig;
import io.headwater.stack.Dist;
import io.headwater.stack.KafkaBroker;
import io.headwater.stack.PostgresServer;
import io.headwater.stack.RegistryServer;
import io.headwater.topics.Provisioning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which parts a local stack has, in which order, with which settings. */
public final class LocalStack {
    private static final Map<String, String> DATABASES = Map.of(
            "lineage-service", "lineage",
            "incident-core", "incidents",
            "notifier", "notifier",
            "ticketing-bridge", "ticketing");
    static final List<String> SERVICES =
            List.of("alert-ingest", "lineage-service", "incident-core", "notifier", "ticketing-bridge");

    private final HeadwaterHome home;
    private final Ports ports;
    private final Path root;
    private final PostgresServer postgres;
    private final KafkaBroker kafka;
    private final RegistryServer registry;
    private final Settings settings;

    private LocalStack(HeadwaterHome home) {
        this.home = home;
        this.ports = Ports.of(home);
        this.root = Path.of(System.getProperty("headwater.root")).toAbsolutePath();
        Dist dist = new Dist(root.resolve("deploy/stack/target/dist"));
        System.setProperty(Dist.PROPERTY, dist.root().toString());
        this.postgres = new PostgresServer(
                PostgresServer.Configuration.in(home.data().resolve("postgres"), home.secret("postgres.password"))
                        .withLogFile(home.logs().resolve("postgres.log"))
                        .withPort(ports.of("postgres")));
        this.kafka = new KafkaBroker(KafkaBroker.Configuration.in(home.data().resolve("kafka"))
                .withLogFile(home.logs().resolve("kafka.log"))
                .withPorts(ports.of("kafka"), ports.of("kafka-controller")));
        this.registry =
                new RegistryServer(RegistryServer.Configuration.in(home.data().resolve("registry"), postgres)
                        .withLogFile(home.logs().resolve("registry.log"))
                        .withPort(ports.of("registry")));
        this.settings = new Settings(home, ports);
    }

    /** The supervisor of that home's stack; nothing is started yet. */
    public static Supervisor supervisor(HeadwaterHome home) {
        home.clearTemporary();
        LocalStack stack = new LocalStack(home);
        return new Supervisor(stack.parts(), home.stateFile(), "http://localhost:" + stack.ports.of(Ports.GATEWAY));
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(new InnerPart(Ports.GATEWAY, ports.of(Ports.GATEWAY), List.of(), this::gateway));
        parts.add(new InnerPart("sandbox", ports.of("sandbox"), List.of(), this::sandbox));
        parts.add(new ServerPart(
                "postgres",
                ports.of("postgres"),
                List.of(),
                postgres::running,
                postgres::start,
                () -> postgres.createDatabases(PostgresServer.DATABASES.toArray(String[]::new))));
        parts.add(new ServerPart("kafka", ports.of("kafka"), List.of(), kafka::running, kafka::start, () -> {}));
        parts.add(new ServerPart(
                "registry",
                ports.of("registry"),
                List.of("postgres", "kafka"),
                registry::running,
                registry::start,
                () -> Provisioning.provision(kafka.bootstrap(), registry.url())));
        SERVICES.forEach(name -> parts.add(service(name)));
        return parts;
    }

    private AutoCloseable gateway() {
        return Gateway.start(ports.of(Ports.GATEWAY), Routes.of(ports));
    }

    private AutoCloseable sandbox() {
        Sandbox sandbox = Sandbox.start(SandboxConfig.defaults()
                .withPorts(ports.of("sandbox"), ports.of("smtp"))
                .withDataFile(home.data().resolve("sandbox.jsonl"))
                .withPublicUrl("http://localhost:" + ports.of(Ports.GATEWAY)));
        sandbox.postInteractionsTo("http://127.0.0.1:" + ports.of("notifier") + "/slack/interactions");
        return sandbox;
    }

    private Part service(String name) {
        Map<String, String> environment = settings.environment(name);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap());
        environment.put("HEADWATER_REGISTRY_URL", registry.url());
        String database = DATABASES.get(name);
        if (database != null) {
            environment.put(
                    "QUARKUS_DATASOURCE_USERNAME", postgres.configuration().username());
            environment.put(
                    "QUARKUS_DATASOURCE_PASSWORD", postgres.configuration().password());
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database));
            environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(database));
        }
        return new ServicePart(
                name,
                ports.of(name),
                root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar"),
                home.logs().resolve(name + ".log"),
                jvmOptions(home, name),
                environment,
                List.of("registry"));
    }

    /** How a service's JVM is started. */
    static List<String> jvmOptions(HeadwaterHome home, String name) {
        return List.of(
                "-Xmx" + (name.equals("incident-core") ? "512m" : "256m"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + home.temporary(),
                "-Dheadwater.home=" + home.dir());
    }
}
