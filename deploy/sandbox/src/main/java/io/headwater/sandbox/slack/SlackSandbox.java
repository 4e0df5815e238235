package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.journal.StateFile;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Changes;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The Slack side: the Web API, the buttons, and what scripts may read. Safe for many threads. */
public final class SlackSandbox {
    private final SlackWorkspace workspace;
    private final SlackShapes shapes;
    private final SlackViews views;
    private final Permalinks permalinks;
    private final ResponseUrls responseUrls;
    private final Interactions interactions;
    private final SlackApi api;
    private volatile Optional<String> interactionsUrl;
    private volatile double rateLimitPerSecond;

    /** @param baseUrl the Slack base as people reach it, without a trailing slash */
    public SlackSandbox(
            SlackSettings settings, Clock clock, StateFile file, Changes changes, Supplier<String> baseUrl) {
        interactionsUrl = settings.interactionsUrl();
        rateLimitPerSecond = settings.rateLimitPerSecond();
        workspace = new SlackWorkspace(clock, file, changes, settings.inventUsers());
        shapes = new SlackShapes(workspace, settings.team());
        views = new SlackViews(workspace, settings.team());
        permalinks = new Permalinks(baseUrl);
        responseUrls = new ResponseUrls(workspace, permalinks);
        interactions = new Interactions(settings, workspace, shapes, views, responseUrls);
        api = new SlackApi(settings, workspace, views, permalinks, () -> rateLimitPerSecond);
    }

    /** A Web API call; the path is the method's name. */
    public Answer api(Request request) {
        return api.handle(request);
    }

    /** HTTP 429 as Slack gives it. */
    public static Answer rateLimited(int retryAfterSeconds) {
        return SlackApi.rateLimited(retryAfterSeconds);
    }

    /** What Slack says to a token that is wrong or no longer good. */
    public static Answer unauthorized() {
        return Answer.json(200, Json.object().put("ok", false).put("error", "invalid_auth"));
    }

    /** HTTP 500 as Slack gives it. */
    public static Answer broken() {
        return Answer.json(500, Json.object().put("ok", false).put("error", "internal_error"));
    }

    /** A post to an interaction's {@code response_url}. */
    public Answer respond(String id, Request request) {
        return responseUrls.respond(id, request);
    }

    /** Presses {@code {channel, ts, actionId, user[, blockId, value]}}; throws IllegalArgumentException with the reason. */
    public CompletableFuture<ObjectNode> press(JsonNode wanted) {
        return interactions.press(wanted, interactionsUrl);
    }

    public void postInteractionsTo(String url) {
        interactionsUrl = Optional.of(url);
    }

    public void limitTo(double messagesPerSecond) {
        rateLimitPerSecond = messagesPerSecond;
    }

    /** All messages in the order posted; those only one user sees, if asked for. */
    public ObjectNode messages(boolean withEphemeral) {
        List<ObjectNode> items = workspace.allMessages().stream()
                .filter(message -> withEphemeral || !message.isEphemeral())
                .map(message -> shapes.script(message, permalinks.of(message)))
                .toList();
        return Json.items(items);
    }

    public ObjectNode users() {
        return Json.items(workspace.people().all());
    }

    public ObjectNode channels() {
        return Json.items(workspace.channels());
    }

    public ObjectNode views() {
        return Json.items(views.opened());
    }

    /** Makes sure this person is a member, for scripts; empty where the address is none. */
    public Optional<SlackUser> member(String nameOrEmail) {
        return workspace.people().named(nameOrEmail);
    }

    public void wipe() {
        views.forget();
        workspace.wipe();
    }
}
