package io.headwater.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.topics.Provisioning;
import io.headwater.topics.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The servers as the local stack uses them: data that outlive a stop, a kill and the JVM that started them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PASSWORD = "a password of this installation";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path home;

    private static KafkaBroker.Configuration brokerConfiguration;
    private static PostgresServer postgres;
    private static RegistryServer registry;
    private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        List<Integer> ports = FreePorts.find(4);
        brokerConfiguration =
                KafkaBroker.Configuration.in(home.resolve("kafka")).withPorts(ports.get(0), ports.get(1));
        broker = new KafkaBroker(brokerConfiguration);
        postgres = new PostgresServer(PostgresServer.Configuration.in(home.resolve("postgres"), PASSWORD)
                .withPort(ports.get(2)));
        registry = new RegistryServer(RegistryServer.Configuration.in(home.resolve("registry"), postgres)
                .withPort(ports.get(3)));
        ServerHandle kafka = broker.start();
        postgres.start().awaitReady(PATIENCE);
        postgres.createDatabases(PostgresServer.DATABASES.toArray(String[]::new));
        registry.start().awaitReady(PATIENCE);
        kafka.awaitReady(PATIENCE);
        Provisioning.provision(broker.bootstrap(), registry.url());
    }

    @AfterAll
    static void stop() {
        registry.running().ifPresent(ServerHandle::stop);
        broker.running().ifPresent(ServerHandle::stop);
        postgres.running().ifPresent(ServerHandle::stop);
        assertThat(broker.running()).isEmpty();
    }

    @Test
    @Order(1)
    void provisioning_creates_every_topic_and_again_changes_nothing() {
        Provisioning.Report again = Provisioning.provision(broker.bootstrap(), registry.url());
        assertThat(again.topicsCreated()).isEmpty();
        try (KafkaConsumer<String, String> consumer = consumer()) {
            assertThat(consumer.listTopics().keySet())
                    .containsAll(
                            Topics.all().stream().map(topic -> topic.name()).toList());
        }
    }

    @Test
    @Order(2)
    void a_broker_killed_with_9_comes_back_on_its_port_with_its_data() {
        try (KafkaProducer<String, String> producer = producer()) {
            send(producer, "before the kill");
        }
        broker.running().orElseThrow().kill();
        assertThat(broker.running()).isEmpty();
        broker.start().awaitReady(PATIENCE);
        try (KafkaProducer<String, String> producer = producer()) {
            send(producer, "after it");
        }
        assertThat(values()).containsExactly("before the kill", "after it");
    }

    @Test
    @Order(3)
    void the_registry_gives_the_same_ids_after_a_restart() throws Exception {
        int before = register("probe");
        registry.running().orElseThrow().stop();
        registry.start().awaitReady(PATIENCE);
        assertThat(register("probe")).isEqualTo(before);
        assertThat(register("another probe")).isGreaterThan(before);
    }

    @Test
    @Order(4)
    void postgres_keeps_its_data_over_a_clean_stop() throws SQLException {
        execute("CREATE TABLE kept (what text)");
        execute("INSERT INTO kept VALUES ('before the stop')");
        postgres.running().orElseThrow().stop();
        postgres.start().awaitReady(PATIENCE);
        assertThat(count("kept")).isEqualTo(1);
    }

    @Test
    @Order(5)
    void postgres_killed_with_9_recovers_despite_its_stale_pid_file() throws SQLException {
        execute("INSERT INTO kept VALUES ('before the kill')");
        postgres.running().orElseThrow().kill();
        assertThat(home.resolve("postgres/data/postmaster.pid")).exists();
        postgres.start().awaitReady(PATIENCE);
        assertThat(count("kept")).isEqualTo(2);
    }

    @Test
    @Order(5)
    void postgres_killed_with_many_sessions_open_starts_again_at_once() throws SQLException {
        List<Connection> sessions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sessions.add(postgres.connect("incidents"));
        }
        postgres.running().orElseThrow().kill();
        postgres.start().awaitReady(PATIENCE);
        assertThat(count("kept")).isEqualTo(2);
        for (Connection session : sessions) {
            assertThat(session.isValid(1)).isFalse();
            session.close();
        }
    }

    @Test
    @Order(5)
    void postgres_starts_again_though_a_session_does_not_see_that_its_server_was_killed() throws Exception {
        try (Connection session = postgres.connect("incidents");
                Statement statement = session.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            long pid = row.getLong(1);
            ServerProcess.run("stopping a session", List.of("kill", "-STOP", Long.toString(pid)));
            postgres.running().orElseThrow().kill();
            postgres.start().awaitReady(PATIENCE);
            assertThat(count("kept")).isEqualTo(2);
        }
    }

    @Test
    @Order(6)
    void databases_are_created_once() throws SQLException {
        execute("CREATE TABLE stays (what text)");
        postgres.createDatabases(PostgresServer.DATABASES.toArray(String[]::new));
        assertThat(count("stays")).isZero();
    }

    @Test
    @Order(7)
    void a_server_that_runs_already_is_not_started_twice() {
        assertThatThrownBy(broker::start)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("Kafka already runs on " + home.resolve("kafka"));
    }

    @Test
    @Order(8)
    void an_orphan_is_found_and_stopped_by_its_data_folder_alone() {
        long pid = new KafkaBroker(brokerConfiguration).running().orElseThrow().pid();
        assertThat(KafkaBroker.stop(home.resolve("kafka"))).isTrue();
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).isNotEqualTo(Optional.of(true));
        assertThat(KafkaBroker.stop(home.resolve("kafka"))).isFalse();
        broker.start().awaitReady(PATIENCE);
    }

    @Test
    @Order(9)
    void a_pid_that_now_belongs_to_a_stranger_is_left_alone() throws Exception {
        Path folder = Files.createDirectories(home.resolve("stranger"));
        Files.writeString(
                folder.resolve("server.pid"),
                Long.toString(ProcessHandle.current().pid()));
        assertThat(PostgresServer.stop(folder)).isFalse();
    }

    @Test
    @Order(10)
    void a_taken_port_is_named_with_the_setting_that_moves_it() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            KafkaBroker other = new KafkaBroker(KafkaBroker.Configuration.in(home.resolve("other"))
                    .withPorts(port, FreePorts.find(1).get(0)));
            assertThatThrownBy(other::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining(KafkaBroker.PORT_PROPERTY);
        }
    }

    @Test
    @Order(11)
    void a_server_that_dies_while_starting_shows_the_end_of_its_log() {
        RegistryServer homeless = new RegistryServer(RegistryServer.Configuration.in(
                        home.resolve("homeless"),
                        new PostgresServer(PostgresServer.Configuration.in(home.resolve("none"), PASSWORD)
                                .withPort(FreePorts.find(1).get(0))))
                .withPort(FreePorts.find(1).get(0)));
        ServerHandle handle = homeless.start();
        try {
            assertThatThrownBy(() -> handle.awaitReady(Duration.ofSeconds(60)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Apicurio Registry")
                    .hasMessageContaining("the end of " + handle.logFile())
                    .hasMessageContaining("refused");
        } finally {
            handle.kill();
        }
    }

    private static void send(KafkaProducer<String, String> producer, String value) {
        producer.send(new ProducerRecord<>(Topics.ALERTS.name(), 0, "acme|probe", value));
        producer.flush();
    }

    private static List<String> values() {
        TopicPartition partition = new TopicPartition(Topics.ALERTS.name(), 0);
        try (KafkaConsumer<String, String> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).records(partition).stream()
                        .map(ConsumerRecord::value)
                        .forEach(values::add);
            }
            return values;
        }
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap()), new StringDeserializer(), new StringDeserializer());
    }

    private static int register(String name) throws Exception {
        String schema = "{\"type\":\"record\",\"name\":\"" + name.replace(" ", "") + "\",\"fields\":[]}";
        var body = JSON.createObjectNode().put("artifactId", name).put("artifactType", "AVRO");
        body.putObject("firstVersion")
                .putObject("content")
                .put("content", schema)
                .put("contentType", "application/json");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(registry.url() + "/groups/test/artifacts?ifExists=FIND_OR_CREATE_VERSION"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode version = JSON.readTree(answer.body()).path("version");
        return version.path("globalId").intValue();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connect("incidents");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(String table) throws SQLException {
        try (Connection connection = postgres.connect("incidents");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
