package io.headwater.notifier.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the sandbox's Slack received, what is to go wrong there, and people's presses; over its script interface. */
final class FarSlack {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    /** @param apiUrl as configured, `…/sandbox/slack/api/` */
    FarSlack(String apiUrl) {
        base = apiUrl.replaceAll("/slack/api/$", "");
    }

    /** The messages of one incident, outside threads: one, if all is well. */
    List<JsonNode> roots(String incident) {
        return of(incident).filter(message -> message.path("threadTs").isNull()).toList();
    }

    /** What stands in the incident's thread, in order. */
    List<JsonNode> replies(String incident) {
        return of(incident)
                .filter(message -> !message.path("threadTs").isNull())
                .toList();
    }

    /** What of the thread is shown in the channel too. */
    List<JsonNode> broadcasts(String incident) {
        return replies(incident).stream()
                .filter(message -> message.path("broadcast").asBoolean())
                .toList();
    }

    /** What this member alone sees. */
    List<JsonNode> whispers(String member) {
        return items("/slack/messages?ephemeral=true")
                .filter(message -> message.path("ephemeralFor").asText().equals(member))
                .toList();
    }

    /** `<@U…>` of who has that address and is known to Slack by now. */
    String mention(String email) {
        return "<@" + member(email) + ">";
    }

    /** The member's id. */
    String member(String email) {
        return items("/slack/users")
                .filter(user -> user.path("email").asText().equals(email))
                .map(user -> user.path("id").asText())
                .findFirst()
                .orElse("nobody with " + email);
    }

    /** Every request Slack got, oldest first. */
    List<JsonNode> requests() {
        return items("/requests?target=slack").toList();
    }

    /** Requests of one method that bear the text in their body. */
    List<JsonNode> requests(String method, String text) {
        return requests().stream()
                .filter(request -> request.path("path").asText().equals("/" + method))
                .filter(request -> request.path("body").asText().contains(text))
                .toList();
    }

    /** The next request of that method meets this fault. */
    void fault(String kind, String method) {
        send("POST", "/faults", Map.of("target", "slack", "kind", kind, "match", method, "retryAfter", 2));
    }

    void heal() {
        send("DELETE", "/faults", null);
    }

    void postInteractionsTo(String url) {
        send("PUT", "/settings", Map.of("interactionsUrl", url));
    }

    /** Presses the button as that person; the app's answer. */
    JsonNode press(JsonNode message, String action, String email) {
        return send(
                "POST",
                "/slack/press",
                Map.of(
                        "channel",
                        message.path("channel").asText(),
                        "ts",
                        message.path("ts").asText(),
                        "actionId",
                        action,
                        "user",
                        email));
    }

    private Stream<JsonNode> of(String incident) {
        return items("/slack/messages")
                .filter(message ->
                        message.at("/metadata/event_payload/incident").asText().equals(incident));
    }

    private Stream<JsonNode> items(String path) {
        return StreamSupport.stream(send("GET", path, null).path("items").spliterator(), false);
    }

    private JsonNode send(String method, String path, Map<String, ?> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
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
}
