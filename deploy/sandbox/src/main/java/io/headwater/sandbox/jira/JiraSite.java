package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.journal.StateFile;
import io.headwater.sandbox.web.Changes;
import io.headwater.sandbox.web.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Issues as documents: {@code id, key, status, fields, comments, properties, remoteLinks, createdAt, updatedAt}. Its
 * owner keeps callers one at a time.
 */
final class JiraSite {
    private final Clock clock;
    private final StateFile file;
    private final Changes changes;
    private final Map<String, ObjectNode> issues = new LinkedHashMap<>();
    private final Map<String, Integer> lastNumber = new LinkedHashMap<>();
    private int lastId = 10_000;

    JiraSite(Clock clock, StateFile file, Changes changes) {
        this.clock = clock;
        this.file = file;
        this.changes = changes;
        file.opened("jira-issue").forEach((key, kept) -> {
            ObjectNode issue = kept.deepCopy();
            issues.put(key, issue);
            lastId = Math.max(lastId, highestId(issue));
            String project = key.substring(0, key.lastIndexOf('-'));
            int number = Integer.parseInt(key.substring(key.lastIndexOf('-') + 1));
            lastNumber.merge(project, number, Math::max);
        });
    }

    private static int highestId(ObjectNode issue) {
        int highest = issue.path("id").asInt();
        for (JsonNode comment : issue.path("comments")) {
            highest = Math.max(highest, comment.path("id").asInt());
        }
        for (JsonNode link : issue.path("remoteLinks")) {
            highest = Math.max(highest, link.path("id").asInt());
        }
        return highest;
    }

    String now() {
        return clock.instant().toString();
    }

    int nextId() {
        return ++lastId;
    }

    /** A new issue in its first state; not kept before {@link #put}. */
    ObjectNode fresh(String project, ObjectNode fields) {
        int number = lastNumber.merge(project, 1, Integer::sum);
        ObjectNode issue = Json.object()
                .put("id", Integer.toString(nextId()))
                .put("key", project + "-" + number)
                .put("status", Workflow.TO_DO.title());
        issue.set("fields", fields);
        issue.putArray("comments");
        issue.putObject("properties");
        issue.putArray("remoteLinks");
        return issue.put("createdAt", now()).put("updatedAt", now());
    }

    void put(ObjectNode issue) {
        issue.put("updatedAt", now());
        String key = issue.path("key").asText();
        issues.put(key, issue);
        file.put("jira-issue", key, issue);
        changes.changed("jira", key);
    }

    /** A copy to read or change, by key or id. */
    Optional<ObjectNode> find(String keyOrId) {
        return issues.values().stream()
                .filter(issue -> issue.path("key").asText().equalsIgnoreCase(keyOrId)
                        || issue.path("id").asText().equals(keyOrId))
                .findFirst()
                .map(ObjectNode::deepCopy);
    }

    List<ObjectNode> all() {
        return new ArrayList<>(issues.values());
    }

    /** Forgets the issues; numbers go on, so that no key ever means two issues. */
    void wipe() {
        issues.clear();
        changes.changed("jira", "");
    }
}
