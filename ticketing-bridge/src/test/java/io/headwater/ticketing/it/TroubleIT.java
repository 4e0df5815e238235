package io.headwater.ticketing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.schema.DeliveryState;
import io.headwater.schema.Policy;
import io.headwater.schema.TicketLink;
import io.headwater.topics.Topics;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Jira that fails, in whatever way, makes of a ticket: one, or a reason. */
@QuarkusTest
class TroubleIT extends RunningBridge {
    private static final String INCIDENT = "inc-1";
    private static final String CREATE = "POST /issue";
    private static final String LOOK_UP = "POST /search/jql";

    @Test
    void a_reply_that_is_lost_after_jira_took_the_ticket_makes_no_second_one() {
        jira.fault("reset-after-accept", "POST issue", 1);
        write("lost", INCIDENT, announced("lost", INCIDENT));

        JsonNode ticket = ticket("lost", INCIDENT, t -> !t.path("remoteLinks").isEmpty());
        awaitIdle();
        assertThat(jira.requests(CREATE)).hasSize(1);
        assertThat(jira.requests(LOOK_UP)).hasSize(1);
        assertThat(link("lost", INCIDENT, DeliveryState.CONFIRMED).getKey())
                .isEqualTo(ticket.path("key").asText());
    }

    @Test
    void a_comment_whose_reply_is_lost_is_not_said_twice() {
        Story story = announced("lost-comment", INCIDENT);
        write("lost-comment", INCIDENT, story);
        ticket("lost-comment", INCIDENT);
        awaitIdle();
        jira.fault("reset-after-accept", "/comment", 1);
        write("lost-comment", INCIDENT, story.resolved());

        JsonNode ticket =
                ticket("lost-comment", INCIDENT, t -> t.path("status").asText().equals("Done"));
        assertThat(FarJira.comments(ticket)).hasSize(1);
        assertThat(jira.requests("GET /issue/[^/]+/comment")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "down", "timeout"})
    void an_answer_that_never_comes_is_asked_after_before_the_ticket_is_made_again(String kind) {
        String workspace = "once-" + kind;
        jira.fault(kind, "POST issue", 1);
        write(workspace, INCIDENT, announced(workspace, INCIDENT));

        ticket(workspace, INCIDENT, t -> !t.path("remoteLinks").isEmpty());
        awaitIdle();
        assertThat(jira.requests(CREATE)).hasSize(2);
        assertThat(jira.requests(LOOK_UP)).hasSize(1);
    }

    @Test
    void while_jira_is_down_nothing_is_lost_and_then_there_is_exactly_one_ticket_each() {
        jira.faultForSeconds("down", 600);
        Story story = announced("down", INCIDENT);
        write("down", INCIDENT, story);
        write("down", "inc-2", announced("down", "inc-2"));
        await().atMost(SOON).until(() -> jira.requests().size() > 3);
        write("down", INCIDENT, story.resolved());
        assertThat(only("down", INCIDENT)).isEmpty();
        jira.heal();

        JsonNode ticket =
                ticket("down", INCIDENT, t -> t.path("status").asText().equals("Done"));
        assertThat(FarJira.comments(ticket)).hasSize(1);
        ticket("down", "inc-2");
        awaitIdle();
        assertThat(only("down", INCIDENT)).isPresent();
        assertThat(only("down", "inc-2")).isPresent();
    }

    @Test
    void a_429_is_obeyed_for_every_ticket_and_needs_no_look_up() {
        jira.limit(1);
        write("slow", INCIDENT, announced("slow", INCIDENT));
        write("slow", "inc-2", announced("slow", "inc-2"));

        ticket("slow", INCIDENT);
        ticket("slow", "inc-2");
        awaitIdle();
        List<JsonNode> requests = jira.requests();
        assertThat(requests.get(0).path("status").asInt()).isEqualTo(429);
        assertThat(Duration.between(at(requests.get(0)), at(requests.get(1)))).isGreaterThan(Duration.ofMillis(950));
        assertThat(jira.requests(LOOK_UP)).isEmpty();
    }

    @Test
    void a_ticket_that_jira_refuses_says_why_and_the_others_go_on() {
        applyPolicyThatJiraDislikes("refused");
        Story story = announced("refused", INCIDENT);
        write("refused", INCIDENT, story);
        write("fine", "inc-2", announced("fine", "inc-2"));

        TicketLink failed = link("refused", INCIDENT, DeliveryState.FAILED);
        assertThat(failed.getReason()).isEqualTo("create: Jira answered 400: issuetype: Specify a valid issue type");
        assertThat(failed.getKey()).isEmpty();
        ticket("fine", "inc-2");
        write("refused", INCIDENT, story.titled("worse").resolved());
        awaitAll("fine");
        awaitIdle();
        assertThat(jira.requests().stream()
                        .filter(request -> request.path("status").asInt() == 400))
                .hasSize(1);
        assertThat(only("refused", INCIDENT)).isEmpty();
    }

    @Test
    void a_token_that_is_not_good_is_a_reason_too() {
        jira.fault("401", "POST issue", 1);
        write("token", INCIDENT, announced("token", INCIDENT));
        assertThat(link("token", INCIDENT, DeliveryState.FAILED).getReason())
                .startsWith("create: Jira answered 401: Client must be authenticated");
        write("token", "inc-2", announced("token", "inc-2"));
        ticket("token", "inc-2");
    }

    @Test
    void a_ticket_that_was_deleted_by_hand_is_not_made_again() {
        Story story = announced("deleted", INCIDENT);
        write("deleted", INCIDENT, story);
        String key = ticket("deleted", INCIDENT).path("key").asText();
        awaitIdle();
        jira.loseEverything();
        write("deleted", INCIDENT, story.titled("worse"));

        TicketLink failed = link("deleted", INCIDENT, DeliveryState.FAILED);
        assertThat(failed.getReason()).startsWith("edit: Jira answered 404: Issue does not exist");
        assertThat(failed.getKey()).isEqualTo(key);
        awaitAll("deleted");
        assertThat(only("deleted", INCIDENT)).isEmpty();
    }

    private void applyPolicyThatJiraDislikes(String workspace) {
        Policy policy = Policy.newBuilder()
                .setWorkspace(workspace)
                .setKind("ticket")
                .setName("default")
                .setVersion(1)
                .setDocument("{\"spec\": {\"issueType\": \"Poem\"}}")
                .setAppliedAt(Story.START)
                .build();
        log.write(Topics.POLICIES, workspace, "ticket/default/1", List.of(policy));
        await().atMost(SOON).until(() -> reference
                .policies(workspace)
                .get(0)
                .placement()
                .issueType()
                .equals("Poem"));
    }

    private static Story announced(String workspace, String incident) {
        return new Story(workspace, incident).opened().announced();
    }

    private static Instant at(JsonNode request) {
        return Instant.parse(request.path("at").asText());
    }
}
