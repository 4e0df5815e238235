package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What hangs on an issue: comments, properties, remote links. */
final class IssueParts {
    private static final int LARGEST_PROPERTY = 32_768;

    private final JiraSite site;
    private final JiraPeople people;
    private final JiraShapes shapes;
    private final JiraWebhooks webhooks;

    IssueParts(JiraSite site, JiraPeople people, JiraShapes shapes, JiraWebhooks webhooks) {
        this.site = site;
        this.people = people;
        this.shapes = shapes;
        this.webhooks = webhooks;
    }

    void addTo(JiraRoutes routes) {
        routes.on("GET", "issue/{}/comment", (request, values) -> Answer.json(200, shapes.comments(issue(values))))
                .on("POST", "issue/{}/comment", this::comment)
                .on("GET", "issue/{}/properties", this::properties)
                .on("GET", "issue/{}/properties/{}", this::property)
                .on("PUT", "issue/{}/properties/{}", this::setProperty)
                .on("DELETE", "issue/{}/properties/{}", this::removeProperty)
                .on("GET", "issue/{}/remotelink", this::links)
                .on("POST", "issue/{}/remotelink", this::link);
    }

    private ObjectNode issue(List<String> values) {
        return site.find(values.get(0)).orElseThrow(JiraError::noIssue);
    }

    private Answer comment(Request request, List<String> values) {
        ObjectNode issue = issue(values);
        ObjectNode given = JiraApi.body(request);
        ObjectNode comment = addComment(site, issue, given.path("body"), people.robot());
        if (given.has("properties")) {
            comment.set("properties", given.path("properties"));
        }
        site.put(issue);
        webhooks.commented(issue, comment, people.robot());
        return Answer.json(201, shapes.comment(issue, comment));
    }

    /** Adds to the document; the caller keeps it. */
    static ObjectNode addComment(JiraSite site, ObjectNode issue, JsonNode body, ObjectNode by) {
        if (!Adf.isDocument(body) || body.path("content").isEmpty()) {
            throw JiraError.field("comment", "Comment body is not valid!");
        }
        if (!Adf.isValid(body)) {
            throw JiraError.of(400, "INVALID_INPUT");
        }
        ObjectNode comment = Json.object().put("id", Integer.toString(site.nextId()));
        comment.set("author", by);
        comment.set("body", body);
        comment.put("created", site.now());
        issue.withArray("comments").add(comment);
        return comment;
    }

    private Answer properties(Request request, List<String> values) {
        ObjectNode issue = issue(values);
        ArrayNode keys = Json.array();
        issue.path("properties").fieldNames().forEachRemaining(key -> keys.addObject()
                .put("self", shapes.api() + "/issue/" + values.get(0) + "/properties/" + key)
                .put("key", key));
        return Answer.json(200, Json.object().set("keys", keys));
    }

    private Answer property(Request request, List<String> values) {
        JsonNode value = issue(values).path("properties").path(values.get(1));
        if (value.isMissingNode()) {
            throw noProperty(values.get(1));
        }
        ObjectNode shape = Json.object().put("key", values.get(1));
        shape.set("value", value);
        return Answer.json(200, shape);
    }

    private Answer setProperty(Request request, List<String> values) {
        ObjectNode issue = issue(values);
        String key = values.get(1);
        if (key.length() > 255) {
            throw JiraError.of(400, "The length of the property key must be 255 characters or less.");
        }
        if (request.text().getBytes(StandardCharsets.UTF_8).length > LARGEST_PROPERTY) {
            throw JiraError.of(400, "The property value length cannot exceed 32768 characters.");
        }
        JsonNode value = Json.parse(request.text())
                .orElseThrow(() -> JiraError.of(400, "The property value must be a valid JSON."));
        ObjectNode properties = (ObjectNode) issue.get("properties");
        boolean isNew = !properties.has(key);
        properties.set(key, value);
        site.put(issue);
        return Answer.json(isNew ? 201 : 200, Json.object());
    }

    private Answer removeProperty(Request request, List<String> values) {
        ObjectNode issue = issue(values);
        if (((ObjectNode) issue.get("properties")).remove(values.get(1)) == null) {
            throw noProperty(values.get(1));
        }
        site.put(issue);
        return Answer.empty(204);
    }

    private static JiraError noProperty(String key) {
        return JiraError.of(404, "The property with key '" + key + "' does not exist.");
    }

    private Answer links(Request request, List<String> values) {
        ObjectNode issue = issue(values);
        String globalId = request.query().getOrDefault("globalId", "");
        ArrayNode found = Json.array();
        for (JsonNode link : issue.path("remoteLinks")) {
            if (globalId.isEmpty()) {
                found.add(shape(issue, link));
            } else if (link.path("globalId").asText().equals(globalId)) {
                return Answer.json(200, shape(issue, link));
            }
        }
        if (!globalId.isEmpty()) {
            throw JiraError.of(404, "Remote issue link with global id '" + globalId + "' does not exist.");
        }
        return Answer.json(200, found);
    }

    /** A link whose global id is there already is replaced: 200 instead of 201. */
    private Answer link(Request request, List<String> values) {
        ObjectNode issue = issue(values);
        ObjectNode given = JiraApi.body(request);
        JsonNode object = given.path("object");
        if (object.path("url").asText().isBlank()) {
            throw JiraError.field("url", "'url' is required.");
        }
        if (object.path("title").asText().isBlank()) {
            throw JiraError.field("title", "'title' is required.");
        }
        Optional<ObjectNode> before = sameLink(issue, given.path("globalId").asText());
        ObjectNode link = before.orElseGet(
                () -> issue.withArray("remoteLinks").addObject().put("id", site.nextId()));
        link.setAll(given);
        site.put(issue);
        ObjectNode shape = Json.object().put("id", link.path("id").asInt());
        return Answer.json(before.isPresent() ? 200 : 201, shape.put("self", self(issue, link)));
    }

    private static Optional<ObjectNode> sameLink(ObjectNode issue, String globalId) {
        for (JsonNode link : issue.path("remoteLinks")) {
            if (!globalId.isEmpty() && link.path("globalId").asText().equals(globalId)) {
                return Optional.of((ObjectNode) link);
            }
        }
        return Optional.empty();
    }

    private ObjectNode shape(ObjectNode issue, JsonNode link) {
        return ((ObjectNode) link.deepCopy()).put("self", self(issue, link));
    }

    private String self(JsonNode issue, JsonNode link) {
        return shapes.api() + "/issue/" + issue.path("id").asText() + "/remotelink/"
                + link.path("id").asInt();
    }
}
