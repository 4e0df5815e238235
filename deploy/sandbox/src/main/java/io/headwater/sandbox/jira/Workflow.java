package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.util.Arrays;
import java.util.Optional;

/** Jira's own simple workflow: from any state to any other, with the ids Jira gives those transitions. */
enum Workflow {
    TO_DO("To Do", "10000", "11", 2, "new"),
    IN_PROGRESS("In Progress", "10001", "21", 4, "indeterminate"),
    DONE("Done", "10002", "31", 3, "done");

    private final String title;
    private final String id;
    private final String transition;
    private final int categoryId;
    private final String category;

    Workflow(String title, String id, String transition, int categoryId, String category) {
        this.title = title;
        this.id = id;
        this.transition = transition;
        this.categoryId = categoryId;
        this.category = category;
    }

    String title() {
        return title;
    }

    static Workflow titled(String title) {
        return Arrays.stream(values())
                .filter(state -> state.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no status is called " + title));
    }

    static Optional<Workflow> byTransition(String transitionId) {
        return Arrays.stream(values())
                .filter(state -> state.transition.equals(transitionId))
                .findFirst();
    }

    ObjectNode shape(String api) {
        ObjectNode shape = Json.object()
                .put("self", api + "/status/" + id)
                .put("description", "")
                .put("iconUrl", "")
                .put("name", title)
                .put("id", id);
        shape.putObject("statusCategory")
                .put("self", api + "/statuscategory/" + categoryId)
                .put("id", categoryId)
                .put("key", category)
                .put("colorName", this == TO_DO ? "blue-gray" : this == DONE ? "green" : "yellow")
                .put("name", title);
        return shape;
    }

    ObjectNode transitionShape(String api) {
        ObjectNode shape = Json.object().put("id", transition).put("name", title);
        shape.set("to", shape(api));
        return shape.put("hasScreen", false)
                .put("isGlobal", true)
                .put("isInitial", false)
                .put("isAvailable", true)
                .put("isConditional", false);
    }
}
