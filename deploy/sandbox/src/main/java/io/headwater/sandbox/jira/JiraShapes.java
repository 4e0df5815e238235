package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.function.Supplier;

/** What Jira's answers look like. */
final class JiraShapes {
    private static final DateTimeFormatter JIRA_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

    private final Supplier<String> baseUrl;

    /** @param baseUrl the site as people reach it, without a trailing slash */
    JiraShapes(Supplier<String> baseUrl) {
        this.baseUrl = baseUrl;
    }

    String site() {
        return baseUrl.get();
    }

    String api() {
        return baseUrl.get() + "/rest/api/3";
    }

    static String time(String iso) {
        return JIRA_TIME.format(Instant.parse(iso));
    }

    ObjectNode reference(JsonNode issue) {
        return Json.object()
                .put("id", issue.path("id").asText())
                .put("key", issue.path("key").asText())
                .put("self", api() + "/issue/" + issue.path("id").asText());
    }

    /** An issue with the fields asked for; {@code *all} and {@code *navigable} are all of them. */
    ObjectNode issue(JsonNode issue, Set<String> wanted) {
        ObjectNode all = issue.path("fields").deepCopy();
        all.set("status", status(issue));
        all.put("created", time(issue.path("createdAt").asText()));
        all.put("updated", time(issue.path("updatedAt").asText()));
        boolean done = issue.path("status").asText().equals(Workflow.DONE.title());
        all.set("resolution", done ? Json.object().put("id", "10000").put("name", "Done") : null);
        all.set("comment", comments(issue));
        if (!all.has("assignee")) {
            all.putNull("assignee");
        }
        if (!all.has("description")) {
            all.putNull("description");
        }
        boolean everything = wanted.contains("*all") || wanted.contains("*navigable");
        ObjectNode fields = Json.object();
        all.properties().forEach(field -> {
            boolean dropped = wanted.contains("-" + field.getKey());
            if (!dropped && (everything || wanted.contains(field.getKey()))) {
                fields.set(field.getKey(), field.getValue());
            }
        });
        ObjectNode shape = reference(issue);
        shape.set("fields", fields);
        return shape;
    }

    ObjectNode status(JsonNode issue) {
        return Workflow.titled(issue.path("status").asText()).shape(api());
    }

    ObjectNode comments(JsonNode issue) {
        ObjectNode page = Json.object();
        var list = page.putArray("comments");
        issue.path("comments").forEach(comment -> list.add(comment(issue, comment)));
        return page.put("startAt", 0)
                .put("maxResults", Math.max(50, list.size()))
                .put("total", list.size());
    }

    ObjectNode comment(JsonNode issue, JsonNode comment) {
        ObjectNode shape = comment.deepCopy();
        shape.put("created", time(comment.path("created").asText()));
        shape.put("updated", time(comment.path("created").asText()));
        shape.set("updateAuthor", comment.path("author"));
        shape.put("jsdPublic", true);
        return shape.put(
                "self",
                api() + "/issue/" + issue.path("id").asText() + "/comment/"
                        + comment.path("id").asText());
    }

    /** An issue as scripts read it (see the design, section 5). */
    ObjectNode script(JsonNode issue) {
        JsonNode fields = issue.path("fields");
        ObjectNode shape = Json.object()
                .put("key", issue.path("key").asText())
                .put("id", issue.path("id").asText())
                .put("summary", fields.path("summary").asText())
                .put("status", issue.path("status").asText())
                .put("type", fields.path("issuetype").path("name").asText())
                .put("priority", fields.path("priority").path("name").asText());
        shape.set("assignee", fields.get("assignee"));
        shape.set("description", fields.get("description"));
        for (String copied : Set.of("comments", "properties", "remoteLinks")) {
            shape.set(copied, issue.path(copied));
        }
        shape.set("labels", fields.path("labels"));
        return shape.put("createdAt", issue.path("createdAt").asText())
                .put("updatedAt", issue.path("updatedAt").asText())
                .put("url", site() + "/browse/" + issue.path("key").asText());
    }
}
