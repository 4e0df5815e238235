package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The resources under {@code /rest/api/3/}, behind basic authentication. One caller at a time. */
final class JiraApi {
    private final JiraSettings settings;
    private final JiraSite site;
    private final JiraPeople people;
    private final JiraShapes shapes;
    private final JiraWebhooks webhooks;
    private final JiraRoutes routes = new JiraRoutes();

    JiraApi(JiraSettings settings, JiraSite site, JiraPeople people, JiraShapes shapes, JiraWebhooks webhooks) {
        this.settings = settings;
        this.site = site;
        this.people = people;
        this.shapes = shapes;
        this.webhooks = webhooks;
        routes.on("POST", "issue", this::create)
                .on("GET", "issue/{}", this::get)
                .on("PUT", "issue/{}", this::update)
                .on("PUT", "issue/{}/assignee", this::assign)
                .on("GET", "issue/{}/transitions", this::transitions)
                .on("POST", "issue/{}/transitions", this::transition)
                .on("GET", "myself", (request, values) -> Answer.json(200, people.robot()))
                .on("GET", "serverInfo", (request, values) -> serverInfo())
                .on("GET", "project/{}", (request, values) -> project(values.get(0)))
                .on("GET", "user/search", (request, values) -> users(request))
                .on("GET", "user", (request, values) -> user(request));
        new IssueParts(site, people, shapes, webhooks).addTo(routes);
        new IssueSearch(site, shapes).addTo(routes);
    }

    Answer handle(Request request) {
        try {
            if (!isLetIn(request.header("authorization"))) {
                return unauthorized(shapes.site());
            }
            return routes.handle(request);
        } catch (JiraError refused) {
            return refused.answer();
        }
    }

    static Answer unauthorized(String site) {
        return Answer.json(
                        401,
                        Json.object()
                                .put("message", "Client must be authenticated to access this resource.")
                                .put("status-code", 401))
                .with("WWW-Authenticate", "OAuth realm=\"" + site + "\"");
    }

    private boolean isLetIn(String header) {
        String account = settings.email() + ":" + settings.apiToken();
        String wanted = Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        return header.regionMatches(true, 0, "Basic ", 0, 6)
                && header.substring(6).trim().equals(wanted);
    }

    /** The body as an object; Jira's 400 for anything else. */
    static ObjectNode body(Request request) {
        if (!request.mediaType().equals("application/json")) {
            throw JiraError.of(415, "Unsupported Media Type");
        }
        return Json.parseObject(request.text())
                .orElseThrow(() ->
                        JiraError.of(400, "There was an error parsing JSON. Check that your request body is valid."));
    }

    private Answer create(Request request, List<String> values) {
        ObjectNode given = body(request);
        if (!given.path("fields").isObject()) {
            throw JiraError.of(400, "Invalid request payload. Refer to the REST API documentation and try again.");
        }
        ObjectNode fields = new IssueFields(people, settings.projects()).created(given.path("fields"));
        ObjectNode issue = site.fresh(fields.path("project").path("key").asText(), fields);
        ObjectNode properties = (ObjectNode) issue.get("properties");
        given.path("properties")
                .forEach(property -> properties.set(property.path("key").asText(), property.path("value")));
        site.put(issue);
        webhooks.created(issue, people.robot());
        return Answer.json(201, shapes.reference(issue));
    }

    private Answer get(Request request, List<String> values) {
        ObjectNode issue = site.find(values.get(0)).orElseThrow(JiraError::noIssue);
        ObjectNode shape = shapes.issue(issue, asked(request.query().getOrDefault("fields", "*all")));
        Set<String> properties = asked(request.query().getOrDefault("properties", ""));
        if (!properties.isEmpty()) {
            ObjectNode chosen = shape.putObject("properties");
            issue.path("properties").properties().forEach(property -> {
                if (properties.contains("*all") || properties.contains(property.getKey())) {
                    chosen.set(property.getKey(), property.getValue());
                }
            });
        }
        return Answer.json(200, shape);
    }

    static Set<String> asked(String commaSeparated) {
        Set<String> names = new LinkedHashSet<>(List.of(commaSeparated.split(",")));
        names.remove("");
        return names;
    }

    private Answer update(Request request, List<String> values) {
        ObjectNode issue = site.find(values.get(0)).orElseThrow(JiraError::noIssue);
        ObjectNode given = body(request);
        new IssueFields(people, settings.projects())
                .update(given.path("fields"), given.path("update"), (ObjectNode) issue.get("fields"));
        given.path("properties").forEach(property -> ((ObjectNode) issue.get("properties"))
                .set(property.path("key").asText(), property.path("value")));
        site.put(issue);
        webhooks.updated(issue, people.robot(), "", "", "");
        return Answer.empty(204);
    }

    private Answer assign(Request request, List<String> values) {
        ObjectNode issue = site.find(values.get(0)).orElseThrow(JiraError::noIssue);
        ObjectNode assignee = Json.object().set("assignee", body(request));
        new IssueFields(people, settings.projects()).update(assignee, Json.object(), (ObjectNode) issue.get("fields"));
        site.put(issue);
        String name = issue.path("fields").path("assignee").path("displayName").asText();
        webhooks.updated(issue, people.robot(), "assignee", "", name);
        return Answer.empty(204);
    }

    private Answer transitions(Request request, List<String> values) {
        if (site.find(values.get(0)).isEmpty()) {
            throw JiraError.noIssue();
        }
        ArrayNode list = Json.array();
        for (Workflow state : Workflow.values()) {
            list.add(state.transitionShape(shapes.api()));
        }
        ObjectNode page = Json.object().put("expand", "transitions");
        page.set("transitions", list);
        return Answer.json(200, page);
    }

    private Answer transition(Request request, List<String> values) {
        ObjectNode issue = site.find(values.get(0)).orElseThrow(JiraError::noIssue);
        ObjectNode given = body(request);
        JsonNode id = given.path("transition").path("id");
        if (id.isMissingNode()) {
            throw JiraError.of(400, "Missing 'transition' identifier");
        }
        Workflow to = Workflow.byTransition(id.asText())
                .orElseThrow(
                        () -> JiraError.of(400, "Transition id '" + id.asText() + "' is not valid for this issue."));
        for (JsonNode operation : given.path("update").path("comment")) {
            IssueParts.addComment(site, issue, operation.path("add").path("body"), people.robot());
        }
        move(issue, to, people.robot());
        return Answer.empty(204);
    }

    void move(ObjectNode issue, Workflow to, ObjectNode by) {
        String from = issue.path("status").asText();
        issue.put("status", to.title());
        site.put(issue);
        webhooks.updated(issue, by, "status", from, to.title());
    }

    private Answer serverInfo() {
        return Answer.json(
                200,
                Json.object()
                        .put("baseUrl", shapes.site())
                        .put("version", "1001.0.0-SNAPSHOT")
                        .put("deploymentType", "Cloud")
                        .put("buildNumber", 100_000)
                        .put("serverTime", JiraShapes.time(site.now()))
                        .put("serverTitle", "Headwater sandbox"));
    }

    private Answer project(String key) {
        if (!new IssueFields(people, settings.projects()).isProject(key)) {
            throw JiraError.of(404, "No project could be found with key '" + key + "'.");
        }
        return Answer.json(200, IssueFields.projectShape(key).put("self", shapes.api() + "/project/" + key));
    }

    private Answer users(Request request) {
        if (!request.query().containsKey("query") && !request.query().containsKey("accountId")) {
            throw JiraError.of(400, "Either 'query', 'accountId' or 'property' must be provided.");
        }
        return Answer.json(200, Json.tree(people.search(request.query().getOrDefault("query", ""))));
    }

    private Answer user(Request request) {
        return people.account(request.query().getOrDefault("accountId", ""))
                .map(user -> Answer.json(200, user))
                .orElseThrow(() -> JiraError.of(404, "Specified user does not exist or you do not have permission."));
    }
}
