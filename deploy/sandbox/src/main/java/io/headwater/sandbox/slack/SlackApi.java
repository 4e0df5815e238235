package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** Slack's Web API: {@code POST {method}}; a refusal is HTTP 200 with {@code "ok": false} and Slack's word for it. */
final class SlackApi {
    private final SlackSettings settings;
    private final SlackWorkspace workspace;
    private final DoubleSupplier rateLimitPerSecond;
    private final RateLimit rateLimit = new RateLimit();
    private final Map<String, Function<Arguments, ObjectNode>> methods = new TreeMap<>();

    SlackApi(
            SlackSettings settings,
            SlackWorkspace workspace,
            SlackViews views,
            Permalinks permalinks,
            DoubleSupplier rateLimitPerSecond) {
        this.settings = settings;
        this.workspace = workspace;
        this.rateLimitPerSecond = rateLimitPerSecond;
        SlackShapes shapes = new SlackShapes(workspace, settings.team());
        ChatMethods chat = new ChatMethods(workspace, shapes, permalinks);
        methods.put("chat.postMessage", chat::post);
        methods.put("chat.postEphemeral", chat::postEphemeral);
        methods.put("chat.update", chat::update);
        methods.put("chat.delete", chat::delete);
        methods.put("chat.getPermalink", chat::permalink);
        methods.put("reactions.add", chat::react);
        ConversationMethods conversations = new ConversationMethods(workspace, shapes);
        methods.put("conversations.history", conversations::history);
        methods.put("conversations.replies", conversations::replies);
        methods.put("conversations.list", conversations::list);
        methods.put("conversations.info", conversations::info);
        methods.put("conversations.open", conversations::open);
        methods.put("users.lookupByEmail", conversations::userByEmail);
        methods.put("users.info", conversations::user);
        methods.put("users.list", conversations::users);
        methods.put("views.open", views::open);
        methods.put("auth.test", arguments -> identity());
        methods.put("api.test", arguments -> Json.object());
    }

    Answer handle(Request request) {
        try {
            String name = request.path();
            Function<Arguments, ObjectNode> method = methods.get(name);
            if (method == null) {
                throw new SlackError("unknown_method");
            }
            Arguments arguments = Arguments.of(request);
            authenticate(request, arguments);
            OptionalInt wait = name.equals("chat.postMessage") ? waitFor(arguments) : OptionalInt.empty();
            if (wait.isPresent()) {
                return rateLimited(wait.getAsInt());
            }
            ObjectNode answer = Json.object().put("ok", true);
            return Answer.json(200, answer.setAll(method.apply(arguments)));
        } catch (SlackError refused) {
            return refusal(refused);
        }
    }

    private OptionalInt waitFor(Arguments arguments) {
        SlackChannel channel = workspace.destination(arguments.required("channel", "channel_not_found"));
        return rateLimit.ask(channel.id(), rateLimitPerSecond.getAsDouble(), workspace.now());
    }

    /** HTTP 429 as Slack gives it. */
    static Answer rateLimited(int retryAfterSeconds) {
        return Answer.json(429, Json.object().put("ok", false).put("error", "ratelimited"))
                .with("Retry-After", Integer.toString(retryAfterSeconds));
    }

    private static Answer refusal(SlackError refused) {
        ObjectNode answer = Json.object().put("ok", false).put("error", refused.getMessage());
        if (!refused.details().isEmpty()) {
            answer.set("errors", Json.tree(refused.details()));
            answer.putObject("response_metadata").set("messages", Json.tree(refused.details()));
        }
        return Answer.json(200, answer);
    }

    private void authenticate(Request request, Arguments arguments) {
        String header = request.header("authorization");
        String token = header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : arguments.text("token");
        if (token.isBlank()) {
            throw new SlackError("not_authed");
        }
        if (!token.equals(settings.botToken())) {
            throw new SlackError("invalid_auth");
        }
    }

    private ObjectNode identity() {
        return Json.object()
                .put("url", "https://headwater-sandbox.slack.com/")
                .put("team", "Headwater sandbox")
                .put("user", "headwater")
                .put("team_id", settings.team())
                .put("user_id", SlackPeople.BOT)
                .put("bot_id", SlackShapes.BOT_ID)
                .put("is_enterprise_install", false);
    }
}
