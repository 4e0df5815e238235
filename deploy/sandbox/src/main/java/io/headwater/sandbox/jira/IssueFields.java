package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks and stores an issue's fields as Jira does, collecting a message for every wrong one. */
final class IssueFields {
    private static final List<String> PRIORITIES = List.of("Highest", "High", "Medium", "Low", "Lowest");
    private static final List<String> TYPES =
            List.of("Task", "Bug", "Story", "Epic", "Incident", "Sub-task", "Subtask", "[System] Incident");
    private static final Set<String> KEPT_AS_GIVEN =
            Set.of("duedate", "components", "environment", "parent", "reporter", "fixVersions", "versions", "security");

    private final JiraPeople people;
    private final Set<String> projects;
    private final Map<String, String> faults = new LinkedHashMap<>();

    IssueFields(JiraPeople people, Set<String> projects) {
        this.people = people;
        this.projects = projects;
    }

    /** The fields of a new issue. */
    ObjectNode created(JsonNode given) {
        ObjectNode fields = Json.object();
        project(given.path("project"), fields);
        type(given.path("issuetype"), fields);
        if (given.path("summary").asText().isBlank()) {
            faults.put("summary", "You must specify a summary of the issue.");
        }
        fields.putArray("labels");
        fields.set("reporter", people.robot());
        priority(Json.object().put("name", "Medium"), fields);
        apply(given, fields);
        refuseIfFaulty();
        return fields;
    }

    /** Changes the fields that are given and the label operations of {@code update}. */
    void update(JsonNode given, JsonNode operations, ObjectNode fields) {
        apply(given, fields);
        operations.properties().forEach(operation -> operate(operation.getKey(), operation.getValue(), fields));
        refuseIfFaulty();
    }

    private void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw JiraError.fields(faults);
        }
    }

    private void apply(JsonNode given, ObjectNode fields) {
        given.properties().forEach(field -> {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "project", "issuetype" -> {
                    if (!fields.has(field.getKey()) && faults.isEmpty()) {
                        faults.put(field.getKey(), "Specify a valid " + field.getKey());
                    }
                }
                case "summary" -> summary(value, fields);
                case "description" -> description(value, fields);
                case "labels" -> labels(value, fields);
                case "priority" -> priority(value, fields);
                case "assignee" -> assignee(value, fields);
                default -> other(field.getKey(), value, fields);
            }
        });
    }

    private void project(JsonNode given, ObjectNode fields) {
        String key = given.path("key").asText(given.path("id").asText());
        if (!isProject(key)) {
            faults.put("project", "valid project is required");
            return;
        }
        fields.set("project", projectShape(key));
    }

    boolean isProject(String key) {
        return key.matches("[A-Z][A-Z0-9_]{1,9}") && (projects.isEmpty() || projects.contains(key));
    }

    static ObjectNode projectShape(String key) {
        return Json.object()
                .put("id", key)
                .put("key", key)
                .put("name", key)
                .put("projectTypeKey", "software")
                .put("simplified", false);
    }

    private void type(JsonNode given, ObjectNode fields) {
        String name = given.path("name").asText();
        String id = given.path("id").asText();
        int number = id.matches("\\d{5}") ? Integer.parseInt(id) - 10_001 : -1;
        String known = number >= 0 && number < TYPES.size()
                ? TYPES.get(number)
                : TYPES.stream().filter(name::equalsIgnoreCase).findFirst().orElse("");
        if (known.isEmpty()) {
            faults.put("issuetype", given.isMissingNode() ? "Specify an issue type" : "Specify a valid issue type");
            return;
        }
        fields.putObject("issuetype")
                .put("id", Integer.toString(10_001 + TYPES.indexOf(known)))
                .put("name", known)
                .put("subtask", known.toLowerCase(Locale.ROOT).startsWith("sub"));
    }

    private void summary(JsonNode value, ObjectNode fields) {
        String summary = value.asText();
        if (summary.isBlank()) {
            faults.put("summary", "You must specify a summary of the issue.");
        } else if (summary.length() > 255) {
            faults.put("summary", "Summary can't exceed 255 characters.");
        } else if (summary.contains("\n") || summary.contains("\r")) {
            faults.put("summary", "The summary is invalid because it contains newline characters.");
        } else {
            fields.put("summary", summary);
        }
    }

    private void description(JsonNode value, ObjectNode fields) {
        if (!value.isNull() && !Adf.isDocument(value)) {
            faults.put(
                    "description", "Operation value must be an Atlassian Document (see the Atlassian Document Format)");
        } else if (!value.isNull() && !Adf.isValid(value)) {
            throw JiraError.of(400, "INVALID_INPUT");
        } else {
            fields.set("description", value);
        }
    }

    private void labels(JsonNode value, ObjectNode fields) {
        if (!value.isArray() && !value.isNull()) {
            faults.put("labels", "Operation value must be an array");
            return;
        }
        ArrayNode labels = Json.array();
        for (JsonNode label : value) {
            if (label(label)) {
                labels.add(label);
            }
        }
        fields.set("labels", labels);
    }

    private boolean label(JsonNode label) {
        String text = label.asText();
        if (!label.isTextual()) {
            faults.put("labels", "Operation value must be a string");
        } else if (text.chars().anyMatch(Character::isWhitespace)) {
            faults.put("labels", "The label '" + text + "' contains spaces which is invalid.");
        } else if (text.length() > 255) {
            faults.put("labels", "The label '" + text + "' exceeds the maximum length of 255 characters.");
        } else {
            return true;
        }
        return false;
    }

    private void priority(JsonNode value, ObjectNode fields) {
        String name = value.path("name").asText();
        String id = value.path("id").asText();
        int index = id.matches("[1-5]") ? Integer.parseInt(id) - 1 : PRIORITIES.indexOf(name);
        if (index < 0) {
            faults.put("priority", "Specify a valid 'id' or 'name' for Priority");
            return;
        }
        fields.putObject("priority").put("id", Integer.toString(index + 1)).put("name", PRIORITIES.get(index));
    }

    void assignee(JsonNode value, ObjectNode fields) {
        String id = value.path("accountId").asText(value.path("id").asText());
        if (value.isNull() || id.isEmpty() || id.equals("null")) {
            fields.putNull("assignee");
        } else {
            people.account(id)
                    .ifPresentOrElse(
                            user -> fields.set("assignee", user),
                            () -> faults.put("assignee", "User '" + id + "' does not exist."));
        }
    }

    private void other(String name, JsonNode value, ObjectNode fields) {
        if (name.startsWith("customfield_") || KEPT_AS_GIVEN.contains(name)) {
            fields.set(name, value);
        } else {
            faults.put(name, "Field '" + name + "' cannot be set. It is not on the appropriate screen, or unknown.");
        }
    }

    private void operate(String field, JsonNode operations, ObjectNode fields) {
        for (JsonNode operation : operations) {
            if (operation.has("set")) {
                apply(Json.object().set(field, operation.path("set")), fields);
            } else if (field.equals("labels") && operation.has("add")) {
                ArrayNode labels = fields.withArray("labels");
                boolean isNew = label(operation.path("add"));
                for (JsonNode label : labels) {
                    isNew &= !label.equals(operation.path("add"));
                }
                if (isNew) {
                    labels.add(operation.path("add"));
                }
            } else if (field.equals("labels") && operation.has("remove")) {
                ArrayNode kept = Json.array();
                fields.path("labels").forEach(label -> {
                    if (!label.equals(operation.path("remove"))) {
                        kept.add(label);
                    }
                });
                fields.set("labels", kept);
            } else if (!field.equals("comment")) {
                faults.put(field, "Field with id '" + field + "' does not support this operation");
            }
        }
    }
}
