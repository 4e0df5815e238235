package io.headwater.ticketing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.schema.DeliveryState;
import io.headwater.schema.TicketLink;
import io.headwater.schema.command.Link;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "ticketing"))
@QuarkusTestResource(SandboxJira.class)
class TicketIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @ConfigProperty(name = "headwater.registry.url")
    String registry;

    @ConfigProperty(name = "headwater.jira.url")
    String jiraUrl;

    private KafkaLog log;
    private FarJira jira;

    @BeforeEach
    void open() {
        log = new KafkaLog(broker, registry);
        jira = new FarJira(jiraUrl);
    }

    @AfterEach
    void close() {
        jira.heal();
        log.close();
    }

    @Test
    void an_announced_p0_becomes_one_ticket_that_kafka_and_the_incident_know() {
        Story story = new Story("one", "inc-1").opened().announced();
        write("one", "inc-1", story);

        JsonNode ticket = await().atMost(SOON).until(() -> only("one", "inc-1"), t -> t != null);
        assertThat(ticket.path("summary").asText()).startsWith("P0: payments: not_null failed");
        await().atMost(SOON).untilAsserted(() -> {
            List<TicketLink> links = log.read(Topics.TICKETS, "one", TicketLink.class);
            TicketLink last = links.get(links.size() - 1);
            assertThat(last.getState()).isEqualTo(DeliveryState.CONFIRMED);
            assertThat(last.getKey()).isEqualTo(ticket.path("key").asText());
            assertThat(last.getUrl()).isEqualTo(jiraUrl + "/browse/" + last.getKey());
            assertThat(last.getStatus()).isEqualTo("To Do");
        });
        assertThat(log.read(Topics.COMMANDS, "one", Link.class)).hasSize(1);
    }

    private JsonNode only(String workspace, String incident) {
        List<JsonNode> tickets = jira.tickets(workspace, incident);
        assertThat(tickets).hasSizeLessThan(2);
        return tickets.isEmpty() ? null : tickets.get(0);
    }

    private void write(String workspace, String incident, Story story) {
        log.write(Topics.INCIDENT_EVENTS, workspace, incident, story.take());
    }
}
