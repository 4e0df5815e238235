package io.headwater.ticketing.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the sandbox's Jira received, and what is to go wrong there; over its script interface. */
public final class FarJira {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    /** @param jiraUrl as configured, `…/sandbox/jira` */
    public FarJira(String jiraUrl) {
        base = jiraUrl.replaceAll("/jira$", "");
    }

    /** The tickets of one incident. */
    public List<JsonNode> tickets(String workspace, String incident) {
        return stream(get("/jira/issues").path("items"))
                .filter(issue -> {
                    JsonNode owner = issue.path("properties").path("headwater");
                    return owner.path("workspace").asText().equals(workspace)
                            && owner.path("incident").asText().equals(incident);
                })
                .toList();
    }

    /** The text of the comments of a ticket, in order. */
    public static List<String> comments(JsonNode ticket) {
        return stream(ticket.path("comments"))
                .map(comment -> String.join("", comment.path("body").findValuesAsText("text")))
                .toList();
    }

    /** The text of the description. */
    public static String description(JsonNode ticket) {
        return String.join("\n", ticket.path("description").findValuesAsText("text"));
    }

    /** Requests that Jira was sent, newest last. */
    public List<JsonNode> requests() {
        return stream(get("/requests?target=jira").path("items")).toList();
    }

    /** Of those the ones whose `METHOD path` is this expression. */
    public List<JsonNode> requests(String line) {
        return requests().stream()
                .filter(request -> (request.path("method").asText() + " "
                                + request.path("path").asText())
                        .matches(line))
                .toList();
    }

    public void forgetRequests() {
        send("DELETE", "/requests", null);
    }

    /** Every ticket is gone, as if deleted by hand. */
    public void loseEverything() {
        send("DELETE", "/state", null);
    }

    /**
     * The next requests that fit meet this fault.
     *
     * @param match a part of `METHOD path`, e.g. `POST issue`
     */
    public void fault(String kind, String match, int count) {
        send(
                "POST",
                "/faults",
                JSON.createObjectNode()
                        .put("target", "jira")
                        .put("kind", kind)
                        .put("match", match)
                        .put("count", count));
    }

    /** The next request is told to come back after so many seconds. */
    public void limit(int retryAfter) {
        send(
                "POST",
                "/faults",
                JSON.createObjectNode()
                        .put("target", "jira")
                        .put("kind", "429")
                        .put("count", 1)
                        .put("retryAfter", retryAfter));
    }

    /** Every request meets this fault until {@link #heal}. */
    public void faultForSeconds(String kind, int seconds) {
        send(
                "POST",
                "/faults",
                JSON.createObjectNode().put("target", "jira").put("kind", kind).put("seconds", seconds));
    }

    /** From now on all is well. */
    public void heal() {
        send("DELETE", "/faults", null);
    }

    private JsonNode get(String path) {
        return send("GET", path, null);
    }

    private JsonNode send(String method, String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("sandbox: " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (IOException failure) {
            throw new IllegalStateException("sandbox does not answer " + path + ": " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
