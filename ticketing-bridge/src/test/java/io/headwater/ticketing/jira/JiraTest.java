package io.headwater.ticketing.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.ticketing.adf.Adf;
import io.headwater.ticketing.ticket.Placement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JiraTest {
    private static final Adf.Node WORDS = Adf.document(List.of(Adf.paragraph(Adf.text("It broke."))));
    private static final String TRANSITIONS =
            """
            {'transitions': [
              {'id': '11', 'name': 'Stop work', 'to': {'name': 'To Do', 'statusCategory': {'key': 'new'}}},
              {'id': '31', 'name': 'Ship it', 'to': {'name': 'Closed', 'statusCategory': {'key': 'done'}}}]}""";

    private final ScriptedJira api = new ScriptedJira();
    private final Jira jira = new Jira(api, "https://example.atlassian.net");

    @Test
    void a_ticket_says_whose_it_is_by_label_and_by_property() {
        api.answers("create", "{'id': '10001', 'key': 'DATA-1'}");
        Placement placement = new Placement("DATA", "Bug", List.of("headwater", "finance"), "Done");
        assertThat(jira.create("shop", "inc 1", placement, "P0: it broke", WORDS))
                .isEqualTo("DATA-1");
        var fields = api.sent.get("create").path("fields");
        assertThat(fields.path("labels").toString()).isEqualTo("[\"headwater\",\"headwater-inc_1\",\"finance\"]");
        assertThat(api.sent.get("create").path("properties").toString())
                .isEqualTo("[{\"key\":\"headwater\",\"value\":{\"workspace\":\"shop\",\"incident\":\"inc 1\"}}]");
    }

    @Test
    void an_answer_that_names_no_key_leaves_the_tickets_fate_unknown() {
        assertThatThrownBy(() -> jira.create("shop", "inc-1", placement(), "P0", WORDS))
                .isInstanceOfSatisfying(
                        JiraTrouble.class, trouble -> assertThat(trouble.fate()).isEqualTo(JiraTrouble.Fate.UNKNOWN));
    }

    @Test
    void the_ticket_of_another_workspace_with_the_same_label_is_not_taken_for_ours() {
        api.answers(
                "search",
                found("{'key': 'DATA-1', 'properties': {'headwater': {'workspace': 'other', "
                        + "'incident': 'inc-1'}}}"));
        assertThat(jira.find("shop", "inc-1")).isEmpty();
    }

    @Test
    void of_several_the_oldest_is_the_ticket_and_one_without_its_property_counts() {
        api.answers(
                "search",
                found("{'key': 'DATA-12', 'properties': {'headwater': {'workspace': 'shop', "
                        + "'incident': 'inc-1'}}}, {'key': 'DATA-9', 'fields': {'status': {'name': 'To Do'}}}"));
        assertThat(jira.find("shop", "inc-1")).isEqualTo(Optional.of(new Jira.Issue("DATA-9", "To Do")));
    }

    @Test
    void an_incidents_name_cannot_break_out_of_the_search() {
        api.answers("search", found(""));
        jira.find("shop", "x\" OR project = \"HR");
        assertThat(api.sent.get("search").path("jql").asText())
                .isEqualTo("labels = \"headwater-x\\\"_OR_project_=_\\\"HR\" ORDER BY created ASC");
        jira.find("shop", "x\\");
        assertThat(api.sent.get("search").path("jql").asText())
                .isEqualTo("labels = \"headwater-x\\\\\" ORDER BY created ASC");
    }

    @Test
    void a_transition_is_chosen_by_its_own_name_or_by_that_of_the_status_it_leads_to() {
        standsIn("To Do", "new");
        assertThat(jira.move("DATA-1", List.of("ship it"), "")).isEqualTo("Closed");
        assertThat(jira.move("DATA-1", List.of("closed"), "")).isEqualTo("Closed");
        assertThat(api.sent.get("transition").toString()).isEqualTo("{\"transition\":{\"id\":\"31\"}}");
    }

    @Test
    void in_a_workflow_of_other_words_any_status_of_the_category_will_do() {
        standsIn("To Do", "new");
        assertThat(jira.move("DATA-1", List.of("Done"), "done")).isEqualTo("Closed");
    }

    @Test
    void a_ticket_that_is_there_already_is_not_moved() {
        standsIn("Done", "done");
        assertThat(jira.move("DATA-1", List.of("Done"), "done")).isEqualTo("Done");
        assertThat(api.asked).containsExactly("issue");
    }

    @Test
    void a_ticket_that_a_person_closed_in_words_of_their_own_is_done_and_not_moved() {
        standsIn("Won't fix", "done");
        assertThat(jira.move("DATA-1", List.of("Done"), "done")).isEqualTo("Won't fix");
        assertThat(api.asked).containsExactly("issue");
    }

    @Test
    void a_policy_that_names_one_status_is_not_content_with_another_of_its_category() {
        standsIn("Won't fix", "done");
        assertThat(jira.move("DATA-1", List.of("Closed"), "")).isEqualTo("Closed");
    }

    @Test
    void a_move_that_the_workflow_has_not_is_refused_with_those_it_has() {
        standsIn("In Review", "indeterminate");
        assertThatThrownBy(() -> jira.move("DATA-1", List.of("Cancelled"), ""))
                .isInstanceOfSatisfying(
                        JiraTrouble.class, trouble -> assertThat(trouble.fate()).isEqualTo(JiraTrouble.Fate.REFUSED))
                .hasMessage("DATA-1 is 'In Review' and has no transition to Cancelled; it has: Stop work, Ship it");
    }

    @Test
    void a_comment_is_found_again_by_the_mark_in_its_link() {
        api.answers("comments", "{'comments': [{'body': {'content': [{'attrs': {'href': 'https://h/#tkt-1-3'}}]}}]}");
        assertThat(jira.hasComment("DATA-1", "tkt-1-3")).isTrue();
        assertThat(jira.hasComment("DATA-1", "tkt-1-4")).isFalse();
    }

    private void standsIn(String status, String category) {
        api.answers("transitions", TRANSITIONS);
        api.answers(
                "issue",
                "{\"fields\": {\"status\": {\"name\": \"%s\", \"statusCategory\": {\"key\": \"%s\"}}}}"
                        .formatted(status.replace("'", "\\u0027"), category));
    }

    private static String found(String issues) {
        return "{'issues': [" + issues + "]}";
    }

    private static Placement placement() {
        return new Placement("DATA", "Bug", List.of(), "Done");
    }
}
