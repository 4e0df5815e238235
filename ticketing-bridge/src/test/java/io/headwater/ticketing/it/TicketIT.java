package io.headwater.ticketing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.schema.DeliveryState;
import io.headwater.schema.Person;
import io.headwater.schema.Policy;
import io.headwater.schema.Priority;
import io.headwater.schema.TicketLink;
import io.headwater.schema.command.Link;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.ticketing.ticket.TicketPolicy;
import io.headwater.topics.Topics;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The life of a ticket. */
@QuarkusTest
class TicketIT extends RunningBridge {
    private static final String INCIDENT = "inc-1";

    @Test
    void an_announced_p0_becomes_one_ticket_that_kafka_and_the_incident_know() {
        write("one", INCIDENT, new Story("one", INCIDENT).opened().announced());

        JsonNode ticket = ticket("one", INCIDENT, t -> !t.path("remoteLinks").isEmpty());
        assertThat(ticket.path("summary").asText()).startsWith("P0: payments: not_null failed");
        assertThat(FarJira.description(ticket))
                .contains("table:shop.raw.payments", "12 assets, 1 dashboard, 23 viewers", "Revenue");
        assertThat(ticket.at("/remoteLinks/0/object/url").asText())
                .isEqualTo(HeadwaterTestResource.PUBLIC_URL + "/incidents/one/inc-1");

        await().atMost(SOON).untilAsserted(() -> {
            TicketLink last = link("one", INCIDENT, DeliveryState.CONFIRMED);
            assertThat(last.getKey()).isEqualTo(ticket.path("key").asText());
            assertThat(last.getUrl()).isEqualTo(jiraUrl + "/browse/" + last.getKey());
            assertThat(last.getStatus()).isEqualTo("To Do");
        });
        awaitIdle();
        List<Link> commands = log.read(Topics.COMMANDS, "one", Link.class);
        assertThat(commands).hasSize(1);
        assertThat(commands.get(0).getKey()).isEqualTo(ticket.path("key").asText());
        assertThat(commands.get(0).getMeta().getIncident()).isEqualTo(INCIDENT);
        assertThat(commands.get(0).getMeta().getCommandId())
                .isEqualTo("link-" + links("one", INCIDENT).get(0).getTicketId());
    }

    @Test
    void a_lesser_incident_has_no_ticket_until_it_becomes_graver() {
        Story story = new Story("two", INCIDENT).priority(Priority.P2).opened().announced();
        write("two", INCIDENT, story);
        awaitAll("two");
        assertThat(only("two", INCIDENT)).isEmpty();
        assertThat(links("two", INCIDENT)).isEmpty();

        write("two", INCIDENT, story.priority(Priority.P1));
        assertThat(ticket("two", INCIDENT).path("summary").asText()).startsWith("P1: ");
    }

    @Test
    void an_incident_that_came_late_is_nobodys_errand() {
        write(
                "late",
                INCIDENT,
                new Story("late", INCIDENT).late().titled("worse").resolved());
        awaitAll("late");
        assertThat(only("late", INCIDENT)).isEmpty();
    }

    @Test
    void resolving_tells_how_long_it_was_broken_and_closes_the_ticket() {
        Story story = new Story("resolve", INCIDENT).opened().announced();
        write("resolve", INCIDENT, story);
        ticket("resolve", INCIDENT);
        write("resolve", INCIDENT, story.resolved());

        JsonNode ticket = ticket("resolve", INCIDENT, isIn("Done"));
        assertThat(FarJira.comments(ticket)).hasSize(1);
        assertThat(FarJira.comments(ticket).get(0))
                .startsWith("Resolved automatically on 1 Mar 2026, 05:05 UTC. It was broken for 2 h 5 min.")
                .contains("All checks pass again.");
        awaitIdle();
        assertThat(link("resolve", INCIDENT, DeliveryState.CONFIRMED).getStatus())
                .isEqualTo("Done");
    }

    @Test
    void a_reopened_incident_reopens_its_ticket_and_says_why() {
        Story story = new Story("reopen", INCIDENT).opened().announced().resolved();
        write("reopen", INCIDENT, story);
        String key = ticket("reopen", INCIDENT, isIn("Done")).path("key").asText();
        write("reopen", INCIDENT, story.reopened());

        JsonNode ticket = ticket("reopen", INCIDENT, isIn("To Do"));
        assertThat(ticket.path("key").asText()).isEqualTo(key);
        assertThat(FarJira.comments(ticket)).hasSize(2);
        assertThat(FarJira.comments(ticket).get(1)).startsWith("Reopened").contains("The same cause broke again.");
    }

    @Test
    void merged_incidents_point_at_each_other_and_the_younger_ones_ticket_is_closed() {
        Story older = new Story("merge", "inc-old").opened().announced();
        Story younger = new Story("merge", "inc-new").opened().announced();
        write("merge", "inc-old", older);
        write("merge", "inc-new", younger);
        ticket("merge", "inc-old");
        ticket("merge", "inc-new");
        write("merge", "inc-new", younger.mergedInto("inc-old"));
        write("merge", "inc-old", older.mergedFrom("inc-new"));

        JsonNode closed = ticket("merge", "inc-new", isIn("Done"));
        assertThat(FarJira.comments(closed)).hasSize(1);
        assertThat(FarJira.comments(closed).get(0)).startsWith("Merged into inc-old");
        JsonNode kept = ticket("merge", "inc-old", t -> !FarJira.comments(t).isEmpty());
        assertThat(FarJira.comments(kept).get(0)).startsWith("Merged: inc-new has the same cause");
        assertThat(kept.path("status").asText()).isEqualTo("To Do");
    }

    @Test
    void a_storm_of_changes_is_one_edit() {
        Story story = new Story("edit", INCIDENT).opened().announced();
        write("edit", INCIDENT, story);
        ticket("edit", INCIDENT);
        awaitIdle();
        write("edit", INCIDENT, story.titled("b").titled("c").titled("orders broke too"));

        ticket("edit", INCIDENT, t -> t.path("summary").asText().equals("P0: orders broke too"));
        awaitIdle();
        assertThat(jira.requests("PUT /issue/[^/]+")).hasSize(1);
    }

    @Test
    void a_workspaces_own_policy_says_which_incidents_and_where() {
        String document =
                """
                {"kind": "ticket", "name": "default", "spec": {"priorities": ["P2"], "project": "OPS",
                 "issueType": "Incident", "labels": ["finance"], "resolvedTransition": "In Progress"}}""";
        applyPolicy("own", document);
        Story story = new Story("own", INCIDENT).priority(Priority.P2).opened().announced();
        write("own", INCIDENT, story);

        JsonNode ticket = ticket("own", INCIDENT);
        assertThat(ticket.path("key").asText()).startsWith("OPS-");
        assertThat(ticket.path("type").asText()).isEqualTo("Incident");
        assertThat(ticket.path("labels").toString()).isEqualTo("[\"headwater\",\"headwater-inc-1\",\"finance\"]");
        write("own", INCIDENT, story.resolved());
        ticket("own", INCIDENT, isIn("In Progress"));
    }

    @Test
    void without_a_project_the_ticket_is_suppressed_and_says_what_is_missing() {
        applyPolicy("nowhere", "{\"spec\": {\"project\": \"\"}}");
        write("nowhere", INCIDENT, new Story("nowhere", INCIDENT).opened().announced());

        assertThat(link("nowhere", INCIDENT, DeliveryState.SUPPRESSED).getReason())
                .contains("headwater.jira.project");
        awaitIdle();
        assertThat(jira.requests()).isEmpty();
    }

    @Test
    void people_are_named_in_the_ticket_and_only_there() {
        Person ada = Person.newBuilder()
                .setWorkspace("people")
                .setPerson(Story.ADA)
                .setName("Ada Lovelace")
                .build();
        log.write(Topics.PEOPLE, "people", Story.ADA, List.of(ada));
        await().atMost(SOON).until(() -> reference.names("people").of(Story.ADA).isPresent());
        Story story = new Story("people", INCIDENT).opened().announced();
        write("people", INCIDENT, story);
        assertThat(FarJira.description(ticket("people", INCIDENT))).contains("owned by Ada Lovelace");
        write("people", INCIDENT, story.resolvedBy(Story.ADA));

        JsonNode ticket = ticket("people", INCIDENT, isIn("Done"));
        assertThat(FarJira.comments(ticket).get(0)).startsWith("Resolved by Ada Lovelace in slack");
        awaitIdle();
        assertThat(links("people", INCIDENT).toString()).doesNotContain("Lovelace");
    }

    @Test
    void who_is_erased_is_a_hash_in_what_is_told_from_then_on() {
        Person ada = Person.newBuilder()
                .setWorkspace("erased")
                .setPerson(Story.ADA)
                .setName("Ada Lovelace")
                .build();
        log.write(Topics.PEOPLE, "erased", Story.ADA, List.of(ada));
        await().atMost(SOON).until(() -> reference.names("erased").of(Story.ADA).isPresent());
        log.end(Topics.PEOPLE, "erased", Story.ADA);
        await().atMost(SOON).until(() -> reference.names("erased").of(Story.ADA).isEmpty());

        Story story = new Story("erased", INCIDENT).opened().announced();
        write("erased", INCIDENT, story);
        assertThat(FarJira.description(ticket("erased", INCIDENT)))
                .contains("owned by " + Story.ADA.substring(0, 8))
                .doesNotContain("Lovelace");
        write("erased", INCIDENT, story.resolvedBy(Story.ADA));
        assertThat(FarJira.comments(ticket("erased", INCIDENT, isIn("Done"))).get(0))
                .startsWith("Resolved by " + Story.ADA.substring(0, 8) + " in slack");
    }

    private void applyPolicy(String workspace, String document) {
        Policy policy = Policy.newBuilder()
                .setWorkspace(workspace)
                .setKind("ticket")
                .setName("default")
                .setVersion(1)
                .setDocument(document)
                .setAppliedAt(Story.START)
                .build();
        TicketPolicy before = reference.policies(workspace).get(0);
        log.write(Topics.POLICIES, workspace, "ticket/default/1", List.of(policy));
        await().atMost(SOON).until(() -> !reference.policies(workspace).get(0).equals(before));
    }

    private static Predicate<JsonNode> isIn(String status) {
        return ticket -> ticket.path("status").asText().equals(status);
    }
}
