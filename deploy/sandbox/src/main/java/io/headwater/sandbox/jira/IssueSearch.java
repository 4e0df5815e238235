package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** {@code search/jql}: pages by token, and gives ids alone unless fields are asked for. */
final class IssueSearch {
    private static final int LARGEST_PAGE = 5000;

    private final JiraSite site;
    private final JiraShapes shapes;

    IssueSearch(JiraSite site, JiraShapes shapes) {
        this.site = site;
        this.shapes = shapes;
    }

    void addTo(JiraRoutes routes) {
        routes.on("GET", "search/jql", (request, values) -> search(fromQuery(request)))
                .on("POST", "search/jql", (request, values) -> search(JiraApi.body(request)))
                .on("GET", "search", (request, values) -> gone())
                .on("POST", "search", (request, values) -> gone());
    }

    private static Answer gone() {
        throw JiraError.of(
                410, "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.");
    }

    private static ObjectNode fromQuery(Request request) {
        ObjectNode asked = Json.object();
        for (String name : List.of("jql", "nextPageToken")) {
            if (request.query().containsKey(name)) {
                asked.put(name, request.query().get(name));
            }
        }
        if (request.query().containsKey("maxResults")) {
            asked.put("maxResults", number(request.query().get("maxResults")));
        }
        for (String name : List.of("fields", "properties")) {
            asked.set(name, Json.tree(JiraApi.asked(request.query().getOrDefault(name, ""))));
        }
        return asked;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw JiraError.of(400, "maxResults must be a number.");
        }
    }

    private Answer search(ObjectNode asked) {
        List<ObjectNode> found = site.all().stream().filter(wanted(asked)).toList();
        List<ObjectNode> newestFirst = new java.util.ArrayList<>(found);
        Collections.reverse(newestFirst);
        String token = asked.path("nextPageToken").asText("");
        int from = token.isEmpty() ? 0 : Math.min(number(token), newestFirst.size());
        int size = Math.max(1, Math.min(asked.path("maxResults").asInt(50), LARGEST_PAGE));
        int to = Math.min(from + size, newestFirst.size());
        ArrayNode issues = Json.array();
        newestFirst.subList(from, to).forEach(issue -> issues.add(row(issue, asked)));
        ObjectNode page = Json.object();
        page.set("issues", issues);
        if (to < newestFirst.size()) {
            page.put("nextPageToken", Integer.toString(to));
        }
        return Answer.json(200, page.put("isLast", to == newestFirst.size()));
    }

    private static Predicate<JsonNode> wanted(ObjectNode asked) {
        try {
            return Jql.parse(asked.path("jql").asText());
        } catch (IllegalArgumentException notJql) {
            throw JiraError.of(400, notJql.getMessage());
        }
    }

    private ObjectNode row(ObjectNode issue, ObjectNode asked) {
        Set<String> fields = names(asked.path("fields"));
        ObjectNode row;
        if (fields.isEmpty() || fields.equals(Set.of("id"))) {
            row = Json.object().put("id", issue.path("id").asText());
        } else {
            row = shapes.issue(issue, fields);
        }
        Set<String> properties = names(asked.path("properties"));
        if (!properties.isEmpty()) {
            ObjectNode chosen = row.putObject("properties");
            properties.forEach(name -> {
                if (issue.path("properties").has(name)) {
                    chosen.set(name, issue.path("properties").get(name));
                }
            });
        }
        return row;
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new LinkedHashSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }
}
