package io.headwater.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.sandbox.jira.JiraSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JiraRestTest {
    private static final String DOC = "{'type':'doc','version':1,'content':[{'type':'paragraph','content':"
            + "[{'type':'text','text':'raw.payments broke','marks':[{'type':'strong'}]}]}]}";

    private Sandbox sandbox;
    private Http jira;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        jira = Http.jira(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String create(String label) throws Exception {
        Http.Answer created = jira.post(
                "issue",
                "{'fields':{'project':{'key':'DATA'},'issuetype':{'name':'Bug'},'summary':'P0: raw.payments','labels':['"
                        + label + "'],'description':" + DOC + "}}");
        assertThat(created.status()).isEqualTo(201);
        return created.json().path("key").asText();
    }

    private JsonNode search(String jql) throws Exception {
        Http.Answer answer =
                jira.get("search/jql?fields=summary,labels&jql=" + URLEncoder.encode(jql, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().path("issues");
    }

    @Test
    void a_created_issue_reads_back_with_its_fields_and_is_shown_to_scripts() throws Exception {
        String key = create("hw-1");
        JsonNode issue = jira.get("issue/" + key).json();

        assertThat(key).isEqualTo("DATA-1");
        assertThat(issue.at("/fields/summary").asText()).isEqualTo("P0: raw.payments");
        assertThat(issue.at("/fields/status/name").asText()).isEqualTo("To Do");
        assertThat(issue.at("/fields/description/type").asText()).isEqualTo("doc");
        JsonNode script = sandbox.jiraIssues().get(0);
        assertThat(script.path("url").asText()).isEqualTo(sandbox.jiraUrl() + "/browse/DATA-1");
        assertThat(script.at("/labels/0").asText()).isEqualTo("hw-1");
        assertThat(jira.get("issue/" + key + "?fields=status")
                        .json()
                        .path("fields")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void what_jira_refuses_is_refused_naming_the_field() throws Exception {
        Http.Answer empty = jira.post("issue", "{'fields':{}}");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.json().path("errorMessages")).isEmpty();
        assertThat(empty.json().path("errors").properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("project", "issuetype", "summary");
        String start = "{'fields':{'project':{'key':'DATA'},'issuetype':{'name':'Task'},'summary':'x',";
        assertThat(jira.post("issue", start + "'labels':['a b']}}")
                        .json()
                        .at("/errors/labels")
                        .asText())
                .isEqualTo("The label 'a b' contains spaces which is invalid.");
        assertThat(jira.post("issue", start + "'description':'plain'}}")
                        .json()
                        .at("/errors/description")
                        .asText())
                .contains("Atlassian Document");
        assertThat(jira.post("issue", start + "'description':{'type':'doc','version':1,'content':[{'type':'text'}]}}}")
                        .json()
                        .at("/errorMessages/0")
                        .asText())
                .isEqualTo("INVALID_INPUT");
        assertThat(jira.post("issue", start + "'nonsense':1}}").status()).isEqualTo(400);
        assertThat(jira.post("issue", "{not json").status()).isEqualTo(400);
        assertThat(sandbox.jiraIssues()).isEmpty();
    }

    @Test
    void a_wrong_token_is_401_and_a_missing_issue_404() throws Exception {
        assertThat(Http.jira(sandbox, "headwater@example.com:wrong")
                        .get("myself")
                        .status())
                .isEqualTo(401);
        Http.Answer missing = jira.get("issue/DATA-99");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json().at("/errorMessages/0").asText())
                .isEqualTo("Issue does not exist or you do not have permission to see it.");
        assertThat(jira.delete("issue/DATA-99").status()).isEqualTo(405);
        assertThat(jira.get("nothing").status()).isEqualTo(404);
    }

    @Test
    void search_finds_by_label_project_property_and_status() throws Exception {
        String first = create("hw-1");
        create("hw-2");
        jira.put("issue/" + first + "/properties/headwater", "{'incident':'i-1'}");

        assertThat(search("labels = \"hw-1\"")).hasSize(1);
        assertThat(search("project = DATA AND labels = 'hw-2' ORDER BY created DESC"))
                .hasSize(1);
        assertThat(search("project = OTHER AND labels = \"hw-2\"")).isEmpty();
        assertThat(search("issue.property[headwater].incident = \"i-1\"")
                        .at("/0/key")
                        .asText())
                .isEqualTo(first);
        assertThat(search("labels in (hw-1, hw-2) AND status != Done")).hasSize(2);
        assertThat(search("NOT (labels = hw-1 OR summary ~ nothing)")).hasSize(1);
        JsonNode bare = jira.post("search/jql", "{'jql':'labels = hw-1'}").json();
        assertThat(bare.at("/issues/0").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("id");
    }

    @Test
    void search_pages_by_token_and_refuses_what_it_cannot_read() throws Exception {
        for (int i = 0; i < 3; i++) {
            create("hw");
        }
        JsonNode page = jira.post("search/jql", "{'jql':'labels = hw','maxResults':2,'fields':['key']}")
                .json();
        JsonNode rest = jira.post(
                        "search/jql",
                        "{'jql':'labels = hw','maxResults':2,'nextPageToken':'"
                                + page.path("nextPageToken").asText() + "'}")
                .json();

        assertThat(page.path("isLast").asBoolean()).isFalse();
        assertThat(rest.path("issues")).hasSize(1);
        assertThat(rest.path("isLast").asBoolean()).isTrue();
        assertThat(jira.post("search/jql", "{'jql':''}").status()).isEqualTo(400);
        assertThat(jira.post("search/jql", "{'jql':'nonsense = 1'}")
                        .json()
                        .at("/errorMessages/0")
                        .asText())
                .contains("Field 'nonsense' does not exist");
        assertThat(jira.post("search/jql", "{'jql':'labels = '}").status()).isEqualTo(400);
        assertThat(jira.post("search", "{'jql':'labels = hw'}").status()).isEqualTo(410);
    }

    @Test
    void comments_transitions_and_assignees_change_the_issue() throws Exception {
        String key = create("hw-1");
        String ada = jira.get("user/search?query=ada@example.com")
                .json()
                .at("/0/accountId")
                .asText();

        assertThat(jira.post("issue/" + key + "/comment", "{'body':" + DOC + "}")
                        .status())
                .isEqualTo(201);
        assertThat(jira.post("issue/" + key + "/comment", "{'body':'plain'}")
                        .json()
                        .at("/errors/comment")
                        .asText())
                .isEqualTo("Comment body is not valid!");
        assertThat(jira.put("issue/" + key + "/assignee", "{'accountId':'" + ada + "'}")
                        .status())
                .isEqualTo(204);
        assertThat(jira.put("issue/" + key + "/assignee", "{'accountId':'nobody'}")
                        .status())
                .isEqualTo(400);
        assertThat(jira.get("issue/" + key + "/transitions").json().path("transitions"))
                .hasSize(3);
        assertThat(jira.post("issue/" + key + "/transitions", "{'transition':{'id':'31'}}")
                        .status())
                .isEqualTo(204);
        assertThat(jira.post("issue/" + key + "/transitions", "{'transition':{'id':'99'}}")
                        .status())
                .isEqualTo(400);
        jira.put("issue/" + key, "{'fields':{'summary':'changed'},'update':{'labels':[{'add':'more'}]}}");

        JsonNode issue = sandbox.jiraIssues().get(0);
        assertThat(issue.path("status").asText()).isEqualTo("Done");
        assertThat(issue.path("summary").asText()).isEqualTo("changed");
        assertThat(issue.path("labels")).hasSize(2);
        assertThat(issue.path("comments")).hasSize(1);
        assertThat(issue.at("/assignee/displayName").asText()).isEqualTo("Ada");
    }

    @Test
    void properties_and_remote_links_are_replaced_not_doubled() throws Exception {
        String key = create("hw-1");
        String link = "{'globalId':'hw=i-1','object':{'url':'http://localhost/i-1','title':'%s'}}";

        assertThat(jira.put("issue/" + key + "/properties/p", "1").status()).isEqualTo(201);
        assertThat(jira.put("issue/" + key + "/properties/p", "2").status()).isEqualTo(200);
        assertThat(jira.get("issue/" + key + "/properties/p")
                        .json()
                        .path("value")
                        .asInt())
                .isEqualTo(2);
        assertThat(jira.get("issue/" + key + "/properties/none").status()).isEqualTo(404);
        assertThat(jira.post("issue/" + key + "/remotelink", link.formatted("one"))
                        .status())
                .isEqualTo(201);
        assertThat(jira.post("issue/" + key + "/remotelink", link.formatted("two"))
                        .status())
                .isEqualTo(200);
        JsonNode links = jira.get("issue/" + key + "/remotelink").json();
        assertThat(links).hasSize(1);
        assertThat(links.at("/0/object/title").asText()).isEqualTo("two");
        assertThat(jira.post("issue/" + key + "/remotelink", "{'object':{}}").status())
                .isEqualTo(400);
    }

    @Test
    void faults_of_every_kind_are_met_and_a_reset_after_accept_keeps_the_issue() throws Exception {
        sandbox.fault("jira", "429", 1);
        assertThat(jira.get("myself").header("Retry-After")).isEqualTo("1");
        sandbox.fault("jira", "401", 1);
        assertThat(jira.get("myself").json().path("message").asText()).contains("must be authenticated");
        sandbox.fault("jira", "500", 1);
        assertThat(jira.get("myself").status()).isEqualTo(500);
        sandbox.fault("jira", "down", 2);
        assertThatThrownBy(() -> create("hw-0")).isInstanceOf(java.io.IOException.class);
        sandbox.clearFaults();
        assertThat(sandbox.jiraIssues()).isEmpty();
        sandbox.fault("jira", "reset-after-accept", 1);
        assertThatThrownBy(() -> create("hw-0")).isInstanceOf(java.io.IOException.class);
        assertThat(sandbox.jiraIssues()).hasSize(1);
        assertThat(jira.get("serverInfo").json().path("deploymentType").asText())
                .isEqualTo("Cloud");
    }

    @Test
    void an_unknown_project_is_refused_where_the_projects_are_named() throws Exception {
        JiraSettings settings = JiraSettings.defaults().withProjects(Set.of("DATA"));
        try (Sandbox strict = Sandbox.start(SandboxConfig.defaults().withJira(settings))) {
            Http.Answer refused = Http.jira(strict)
                    .post("issue", "{'fields':{'project':{'key':'OPS'},'issuetype':{'name':'Task'},'summary':'x'}}");
            assertThat(refused.json().at("/errors/project").asText()).isEqualTo("valid project is required");
            assertThat(Http.jira(strict).get("project/DATA").status()).isEqualTo(200);
            assertThat(Http.jira(strict).get("project/OPS").status()).isEqualTo(404);
        }
    }
}
