package io.headwater.ticketing.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Jira that answers what a test says, and remembers what it was sent. */
final class ScriptedJira implements JiraApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> asked = new ArrayList<>();
    final Map<String, JsonNode> sent = new HashMap<>();
    private final Map<String, JsonNode> answers = new HashMap<>();
    private RuntimeException trouble;

    /** @param resource `create`, `issue`, `search`, `comments`, `transitions` */
    ScriptedJira answers(String resource, String json) {
        try {
            answers.put(resource, JSON.readTree(json.replace('\'', '"')));
            return this;
        } catch (JsonProcessingException bad) {
            throw new IllegalArgumentException(json, bad);
        }
    }

    /** From now on every request ends so. */
    ScriptedJira fails(RuntimeException failure) {
        trouble = failure;
        return this;
    }

    ScriptedJira refuses(int status, String body) {
        return fails(new WebApplicationException(
                Response.status(status).entity(body).header("Retry-After", 7).build()));
    }

    private JsonNode meet(String resource, JsonNode body) {
        asked.add(resource);
        if (body != null) {
            sent.put(resource, body);
        }
        if (trouble != null) {
            throw trouble;
        }
        return answers.getOrDefault(resource, JSON.createObjectNode());
    }

    @Override
    public JsonNode create(JsonNode issue) {
        return meet("create", issue);
    }

    @Override
    public JsonNode issue(String key, String fields) {
        return meet("issue", null);
    }

    @Override
    public void edit(String key, JsonNode issue) {
        meet("edit", issue);
    }

    @Override
    public JsonNode search(JsonNode query) {
        return meet("search", query);
    }

    @Override
    public JsonNode comments(String key, String orderBy, int maxResults) {
        return meet("comments", null);
    }

    @Override
    public JsonNode comment(String key, JsonNode comment) {
        return meet("comment", comment);
    }

    @Override
    public JsonNode transitions(String key) {
        return meet("transitions", null);
    }

    @Override
    public void transition(String key, JsonNode transition) {
        meet("transition", transition);
    }

    @Override
    public JsonNode remoteLink(String key, JsonNode link) {
        return meet("remoteLink", link);
    }
}
