package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Presses a message's button: posts the signed {@code block_actions} payload that Slack would post. */
final class Interactions {
    /** Slack calls an app that has not answered by then failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SlackSettings settings;
    private final SlackWorkspace workspace;
    private final SlackShapes shapes;
    private final SlackViews views;
    private final ResponseUrls responseUrls;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Interactions(
            SlackSettings settings,
            SlackWorkspace workspace,
            SlackShapes shapes,
            SlackViews views,
            ResponseUrls responseUrls) {
        this.settings = settings;
        this.workspace = workspace;
        this.shapes = shapes;
        this.views = views;
        this.responseUrls = responseUrls;
    }

    /** An element that can be pressed, and the block it stands in. */
    private record Pressable(String block, JsonNode element) {}

    /**
     * What the app answered: {@code ok} (2xx in time), {@code status}, {@code body}, {@code millis}, or {@code error}.
     * Throws {@link IllegalArgumentException} saying what cannot be pressed.
     */
    CompletableFuture<ObjectNode> press(JsonNode wanted, Optional<String> url) {
        SlackMessage message = message(wanted);
        String actionId = wanted.path("actionId").asText();
        Pressable pressed = elements(message).stream()
                .filter(one -> one.element().path("action_id").asText().equals(actionId))
                .filter(one -> !wanted.has("blockId")
                        || wanted.path("blockId").asText().equals(one.block()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the message has no action " + actionId));
        SlackUser user = workspace
                .people()
                .named(wanted.path("user").asText())
                .orElseThrow(() -> new IllegalArgumentException("user must name a member"));
        URI target =
                URI.create(url.orElseThrow(() -> new IllegalArgumentException("no interactions URL is configured")));
        ObjectNode payload = payload(message, user, action(pressed, wanted.path("value")));
        return send(target, "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8));
    }

    private SlackMessage message(JsonNode wanted) {
        String named = wanted.path("channel").asText();
        String name = named.startsWith("#") ? named.substring(1) : named;
        return workspace.channels().stream()
                .filter(channel -> channel.id().equals(name)
                        || (!channel.isDirect() && channel.name().equals(name)))
                .findFirst()
                .flatMap(channel ->
                        workspace.message(channel.id(), wanted.path("ts").asText()))
                .orElseThrow(() -> new IllegalArgumentException("channel and ts name no message"));
    }

    private static List<Pressable> elements(SlackMessage message) {
        List<Pressable> found = new ArrayList<>();
        collect(message.blocks(), found);
        message.attachments().forEach(attachment -> collect(attachment.path("blocks"), found));
        return found;
    }

    private static void collect(JsonNode blocks, List<Pressable> into) {
        for (JsonNode block : blocks) {
            String id = block.path("block_id").asText();
            block.path("elements").forEach(element -> into.add(new Pressable(id, element)));
            if (block.has("accessory")) {
                into.add(new Pressable(id, block.path("accessory")));
            }
        }
    }

    private ObjectNode action(Pressable pressed, JsonNode chosen) {
        JsonNode element = pressed.element();
        ObjectNode action = Json.object()
                .put("type", element.path("type").asText())
                .put("action_id", element.path("action_id").asText())
                .put("block_id", pressed.block())
                .put("action_ts", workspace.nextTs());
        for (String copied : List.of("text", "value", "style", "url")) {
            if (element.has(copied)) {
                action.set(copied, element.path(copied));
            }
        }
        if (element.has("options")) {
            for (JsonNode option : element.path("options")) {
                if (option.path("value").equals(chosen)) {
                    return action.set("selected_option", option);
                }
            }
            throw new IllegalArgumentException("value must be one of the options' values");
        }
        return action;
    }

    private ObjectNode payload(SlackMessage message, SlackUser user, ObjectNode action) {
        ObjectNode payload = Json.object().put("type", "block_actions").put("api_app_id", SlackShapes.APP);
        payload.putObject("user")
                .put("id", user.id())
                .put("username", user.name())
                .put("name", user.name())
                .put("team_id", settings.team());
        ObjectNode container = payload.putObject("container")
                .put("type", "message")
                .put("message_ts", message.ts())
                .put("channel_id", message.channel())
                .put("is_ephemeral", message.isEphemeral());
        if (message.isReply()) {
            container.put("thread_ts", message.threadTs());
        }
        payload.put("trigger_id", views.trigger());
        payload.set("team", shapes.team());
        payload.putNull("enterprise").put("is_enterprise_install", false);
        SlackChannel channel = workspace.channel(message.channel()).orElseThrow();
        payload.putObject("channel")
                .put("id", channel.id())
                .put("name", channel.isDirect() ? "directmessage" : channel.name());
        payload.set("message", shapes.message(message, true));
        payload.putObject("state").putObject("values");
        payload.put("response_url", responseUrls.issue(message, user));
        payload.putArray("actions").add(action);
        return payload;
    }

    private CompletableFuture<ObjectNode> send(URI target, String body) {
        long timestamp = workspace.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
                .header("X-Slack-Request-Timestamp", Long.toString(timestamp))
                .header("X-Slack-Signature", SlackSignature.of(settings.signingSecret(), timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long started = System.nanoTime();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> Json.object()
                        .put("ok", response.statusCode() / 100 == 2)
                        .put("status", response.statusCode())
                        .put("body", response.body()))
                .exceptionally(failure -> Json.object().put("ok", false).put("error", reason(failure)))
                .thenApply(answer -> answer.put("millis", (System.nanoTime() - started) / 1_000_000));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return "the app did not answer within 3 s";
        }
        return "the app cannot be reached: " + cause.getClass().getSimpleName();
    }
}
