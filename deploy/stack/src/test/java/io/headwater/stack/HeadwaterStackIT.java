package io.headwater.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.access.AccessTokens;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stack that tests share, and what a service under test is told of it. */
class HeadwaterStackIT {
    private static HeadwaterStack stack;

    @BeforeAll
    static void start() {
        long begun = System.nanoTime();
        stack = HeadwaterStack.shared();
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("The shared stack was up and provisioned in " + taken.toMillis() + " ms");
    }

    @Test
    void asking_again_gives_the_same_servers() {
        assertThat(HeadwaterStack.shared().bootstrap()).isEqualTo(stack.bootstrap());
        assertThat(HeadwaterStack.shared().registryUrl()).isEqualTo(stack.registryUrl());
    }

    @Test
    void a_service_is_told_all_it_needs_and_gets_an_empty_database() throws SQLException {
        HeadwaterTestResource resource = new HeadwaterTestResource();
        resource.init(Map.of(HeadwaterTestResource.DATABASE, "probe"));
        Map<String, String> settings = resource.start();
        try (Connection connection = connect(settings)) {
            connection.createStatement().execute("CREATE TABLE left_over (what text)");
        }
        settings = resource.start();
        try (Connection connection = connect(settings)) {
            assertThat(connection
                            .getMetaData()
                            .getTables(null, "public", "left_over", null)
                            .next())
                    .isFalse();
        }
        assertThat(settings)
                .containsEntry("kafka.bootstrap.servers", stack.bootstrap())
                .containsEntry("headwater.registry.url", stack.registryUrl())
                .containsEntry("quarkus.datasource.reactive.url", stack.reactiveUrl("probe"));
    }

    @Test
    void a_service_without_a_database_is_told_of_none() {
        HeadwaterTestResource resource = new HeadwaterTestResource();
        resource.init(Map.of());
        assertThat(resource.start().keySet()).noneMatch(name -> name.startsWith("quarkus.datasource"));
    }

    @Test
    void the_test_tokens_are_granted_as_they_say() {
        AccessTokens tokens = AccessTokens.parse(TestTokens.configuration());
        assertThat(tokens.find(TestTokens.ADMIN).orElseThrow().workspace()).isEqualTo("*");
        assertThat(tokens.find(TestTokens.ACME_VIEWER).orElseThrow().workspace())
                .isEqualTo("acme");
    }

    @Test
    void no_topic_comes_into_being_by_itself() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("no-such-topic"))
                            .allTopicNames()
                            .get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void a_transaction_commits_on_one_node() throws Exception {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", stack.bootstrap());
        settings.put("transactional.id", "probe");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>("headwater.order.v1", "probe|1", "value"));
            producer.commitTransaction();
            assertThat(sent.get(10, TimeUnit.SECONDS).hasOffset()).isTrue();
        }
    }

    @Test
    void each_server_can_be_taken_away_and_given_back() {
        stack.killBroker();
        assertThat(new KafkaProbe(port(stack.bootstrap())).obstacle()).isPresent();
        stack.startBroker();
        stack.stopRegistry();
        assertThat(new RegistryProbe(stack.registryUrl()).obstacle()).isPresent();
        stack.startRegistry();
        assertThat(new RegistryProbe(stack.registryUrl()).obstacle()).isEmpty();
        stack.killPostgres();
        stack.startPostgres();
        stack.freshDatabase("after_the_kill");
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private static Connection connect(Map<String, String> settings) throws SQLException {
        return DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
    }
}
