package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts what happened to issues as Jira's webhooks do: in order, signed where there is a secret, up to five more tries
 * with the same identifier where the app is not there or answers 5xx.
 */
final class JiraWebhooks {
    private static final int TRIES = 6;

    private final JiraShapes shapes;
    private final Clock clock;
    private final Optional<String> secret;
    private volatile Optional<String> url;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    JiraWebhooks(JiraShapes shapes, Clock clock, JiraSettings settings) {
        this.shapes = shapes;
        this.clock = clock;
        this.secret = settings.webhookSecret();
        this.url = settings.webhookUrl();
    }

    void postTo(String target) {
        url = Optional.of(target);
    }

    void created(JsonNode issue, ObjectNode by) {
        post(event("jira:issue_created", issue, by).put("issue_event_type_name", "issue_created"));
    }

    /** An empty field name means several changed at once: the event then lists none. */
    void updated(JsonNode issue, ObjectNode by, String field, String from, String to) {
        ObjectNode event = event("jira:issue_updated", issue, by).put("issue_event_type_name", "issue_generic");
        ObjectNode changelog =
                event.putObject("changelog").put("id", UUID.randomUUID().toString());
        var items = changelog.putArray("items");
        if (!field.isEmpty()) {
            items.addObject()
                    .put("field", field)
                    .put("fieldtype", "jira")
                    .put("fieldId", field)
                    .put("fromString", from)
                    .put("toString", to);
        }
        post(event);
    }

    void commented(JsonNode issue, JsonNode comment, ObjectNode by) {
        ObjectNode event = event("comment_created", issue, by);
        event.remove("user");
        event.set("comment", shapes.comment(issue, comment));
        post(event);
    }

    private ObjectNode event(String name, JsonNode issue, ObjectNode by) {
        ObjectNode event = Json.object().put("timestamp", clock.millis()).put("webhookEvent", name);
        event.set("user", by);
        event.set("issue", shapes.issue(issue, Set.of("*all", "-comment")));
        return event;
    }

    private synchronized void post(ObjectNode event) {
        url.ifPresent(target -> {
            String body = event.toString();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/json; charset=UTF-8")
                    .header("User-Agent", "Atlassian Webhook HTTP Client")
                    .header("X-Atlassian-Webhook-Identifier", UUID.randomUUID().toString())
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            secret.ifPresent(key -> request.header("X-Hub-Signature", "sha256=" + hmac(key, body)));
            last = last.thenCompose(before -> attempt(request.build(), 1));
        });
    }

    private CompletableFuture<Void> attempt(HttpRequest request, int number) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((response, failure) -> failure == null && response.statusCode() < 500)
                .thenCompose(delivered -> {
                    if (delivered || number == TRIES) {
                        return CompletableFuture.completedFuture(null);
                    }
                    var later = CompletableFuture.delayedExecutor(
                            200L << number, java.util.concurrent.TimeUnit.MILLISECONDS);
                    return CompletableFuture.runAsync(() -> {}, later)
                            .thenCompose(waited -> attempt(request, number + 1));
                });
    }

    private static String hmac(String key, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing a webhook", e);
        }
    }
}
