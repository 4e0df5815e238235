package io.headwater.ticketing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.schema.DeliveryState;
import io.headwater.schema.TicketLink;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.ticketing.reference.ReferenceLog;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The service between a real Kafka and the sandbox's Jira; all integration tests share one start of it. */
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "ticketing"))
@QuarkusTestResource(EarlierIncident.class)
@QuarkusTestResource(SandboxJira.class)
abstract class RunningBridge {
    static final Duration SOON = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @ConfigProperty(name = "headwater.registry.url")
    String registry;

    @ConfigProperty(name = "headwater.jira.url")
    String jiraUrl;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @ConfigProperty(name = "quarkus.datasource.username")
    String databaseUser;

    @ConfigProperty(name = "quarkus.datasource.password")
    String databasePassword;

    @Inject
    ReferenceLog reference;

    KafkaLog log;
    FarJira jira;

    @BeforeEach
    void open() {
        log = new KafkaLog(broker, registry);
        jira = new FarJira(jiraUrl);
        awaitIdle();
        jira.forgetRequests();
    }

    @AfterEach
    void close() {
        jira.heal();
        log.close();
    }

    void write(String workspace, String incident, Story story) {
        log.write(Topics.INCIDENT_EVENTS, workspace, incident, story.take());
    }

    /** The incident's one ticket, once there is one that fits. */
    JsonNode ticket(String workspace, String incident, Predicate<JsonNode> fits) {
        return await().atMost(SOON)
                .until(() -> only(workspace, incident), found -> found.filter(fits)
                        .isPresent())
                .orElseThrow();
    }

    JsonNode ticket(String workspace, String incident) {
        return ticket(workspace, incident, any -> true);
    }

    Optional<JsonNode> only(String workspace, String incident) {
        List<JsonNode> tickets = jira.tickets(workspace, incident);
        assertThat(tickets).as("tickets of " + incident).hasSizeLessThan(2);
        return tickets.stream().findFirst();
    }

    /** What Kafka shows of the incident's ticket, once it is in this state. */
    TicketLink link(String workspace, String incident, DeliveryState state) {
        return await()
                .atMost(SOON)
                .until(
                        () -> links(workspace, incident),
                        links -> !links.isEmpty() && links.get(links.size() - 1).getState() == state)
                .stream()
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    List<TicketLink> links(String workspace, String incident) {
        return log.read(Topics.TICKETS, workspace, TicketLink.class).stream()
                .filter(link -> link.getIncident().equals(incident))
                .toList();
    }

    /** Returns when all that was written for the workspace so far was read, decided and carried out. */
    void awaitAll(String workspace) {
        String last = "last-" + System.nanoTime();
        write(workspace, last, new Story(workspace, last).opened().announced());
        ticket(workspace, last);
        awaitIdle();
    }

    /** Nothing is left to be sent to Jira or to be shown on Kafka. */
    void awaitIdle() {
        await().atMost(SOON).until(this::isIdle);
    }

    private boolean isIdle() throws SQLException {
        String open = "select (select count(*) from intent where state in ('INTENDED', 'SENT'))"
                + " + (select count(*) from ticket where published < revision"
                + " or not linked and remote_key is not null)";
        try (Connection connection = DriverManager.getConnection(database, databaseUser, databasePassword);
                ResultSet count = connection.createStatement().executeQuery(open)) {
            return count.next() && count.getInt(1) == 0;
        }
    }
}
