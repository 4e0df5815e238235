package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trigger ids, each good once and for three seconds, and the modals opened with them. */
final class SlackViews {
    private static final Duration LIFE = Duration.ofSeconds(3);

    private final SlackWorkspace workspace;
    private final String team;
    private final Map<String, Instant> triggers = new HashMap<>();
    private final List<ObjectNode> opened = new ArrayList<>();
    private int number;

    SlackViews(SlackWorkspace workspace, String team) {
        this.workspace = workspace;
        this.team = team;
    }

    synchronized String trigger() {
        String id = "%d.%s".formatted(++number, workspace.nextTs().replace(".", ""));
        triggers.put(id, workspace.now());
        return id;
    }

    synchronized ObjectNode open(Arguments arguments) {
        String trigger = arguments.required("trigger_id", "invalid_arguments");
        if (!triggers.containsKey(trigger)) {
            throw new SlackError(
                    "invalid_arguments", List.of("[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]"));
        }
        Instant given = triggers.get(trigger);
        if (given.equals(Instant.MIN)) {
            throw new SlackError("exchanged_trigger_id");
        }
        if (workspace.now().isAfter(given.plus(LIFE))) {
            throw new SlackError("expired_trigger_id");
        }
        ObjectNode view =
                arguments.object("view", "invalid_arguments").orElseThrow(() -> new SlackError("invalid_arguments"));
        if (!view.path("type").asText().equals("modal")
                || !view.path("title").isObject()
                || !view.path("blocks").isArray()) {
            throw new SlackError(
                    "invalid_arguments", List.of("[ERROR] a modal needs type, title and blocks [json-pointer:/view]"));
        }
        triggers.put(trigger, Instant.MIN);
        ObjectNode shown = view.deepCopy();
        shown.put("id", SlackPeople.idOf("V", trigger)).put("team_id", team).put("app_id", SlackShapes.APP);
        opened.add(shown);
        return Json.object().set("view", shown);
    }

    synchronized List<ObjectNode> opened() {
        return List.copyOf(opened);
    }

    synchronized void forget() {
        opened.clear();
        triggers.clear();
    }
}
