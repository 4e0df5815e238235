package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request refused in Jira's shape, {@code {"errorMessages": [...], "errors": {field: message}}}. */
final class JiraError extends RuntimeException {
    private final int status;
    private final transient Map<String, String> fields;

    private JiraError(int status, String message, Map<String, String> fields) {
        super(message, null, false, false);
        this.status = status;
        this.fields = fields;
    }

    static JiraError of(int status, String message) {
        return new JiraError(status, message, Map.of());
    }

    static JiraError fields(Map<String, String> faults) {
        return new JiraError(400, "", new LinkedHashMap<>(faults));
    }

    static JiraError field(String name, String fault) {
        return fields(Map.of(name, fault));
    }

    static JiraError noIssue() {
        return of(404, "Issue does not exist or you do not have permission to see it.");
    }

    Answer answer() {
        ObjectNode body = Json.object();
        var messages = body.putArray("errorMessages");
        if (!getMessage().isEmpty()) {
            messages.add(getMessage());
        }
        body.set("errors", Json.tree(fields));
        return Answer.json(status, body);
    }
}
