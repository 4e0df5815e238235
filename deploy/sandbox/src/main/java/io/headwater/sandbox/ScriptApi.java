package io.headwater.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.fault.Faults;
import io.headwater.sandbox.slack.SlackUser;
import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Json;
import io.headwater.sandbox.web.Request;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** What tests, scripts and the page read and do: JSON in, JSON out, problem+json where the request is wrong. */
final class ScriptApi {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final World world;
    private final String base;

    ScriptApi(World world, String base) {
        this.world = world;
        this.base = base;
    }

    void addTo(Router router) {
        read(router, "slack/messages", request -> world.slack()
                .messages("true".equals(request.query().get("ephemeral"))));
        read(router, "slack/users", request -> world.slack().users());
        read(router, "slack/channels", request -> world.slack().channels());
        read(router, "slack/views", request -> world.slack().views());
        read(router, "jira/issues", request -> world.jira().issues());
        read(router, "mail/messages", request -> world.mailbox().messages());
        read(router, "faults", request -> world.faults().list());
        read(router, "requests", request -> world.requests()
                .list(request.query().getOrDefault("target", "")));
        router.post(base + "/slack/press").handler(guarded(this::press));
        router.post(base + "/faults").handler(guarded(context -> Exchange.send(context, setFault(context))));
        router.put(base + "/settings").handler(guarded(context -> Exchange.send(context, settings(context))));
        router.post(base + "/jira/issues/:key/transition")
                .handler(guarded(context -> Exchange.send(context, transition(context))));
        router.post(base + "/jira/issues/:key/comment")
                .handler(guarded(context -> Exchange.send(context, comment(context))));
        act(router, "faults", world.faults()::clear);
        act(router, "state", world::wipe);
        act(router, "requests", world.requests()::clear);
    }

    private void read(Router router, String path, Function<Request, ObjectNode> reader) {
        router.get(base + "/" + path).handler(context -> {
            Answer answer = Answer.json(200, reader.apply(Exchange.request(context, base + "/")));
            Exchange.send(context, answer.with("Cache-Control", "no-store"));
        });
    }

    private void act(Router router, String path, Runnable action) {
        router.delete(base + "/" + path).handler(guarded(context -> {
            action.run();
            Exchange.send(context, Answer.empty(204));
        }));
    }

    /** Another site's page must not press buttons here; and what a script got wrong is told as a problem. */
    private io.vertx.core.Handler<RoutingContext> guarded(io.vertx.core.Handler<RoutingContext> action) {
        return context -> {
            String origin = context.request().getHeader("Origin");
            if (origin != null && !isOurs(origin)) {
                Exchange.send(
                        context, Exchange.problem(403, "Foreign origin", "requests from " + origin + " are refused"));
                return;
            }
            try {
                action.handle(context);
            } catch (IllegalArgumentException wrong) {
                Exchange.send(context, Exchange.problem(400, "Invalid request", wrong.getMessage()));
            }
        };
    }

    private boolean isOurs(String origin) {
        if (world.publicOrigin().equals(origin)) {
            return true;
        }
        try {
            return LOOPBACK.contains(URI.create(origin).getHost());
        } catch (IllegalArgumentException | NullPointerException notAnOrigin) {
            return false;
        }
    }

    private ObjectNode body(RoutingContext context) {
        return Json.parseObject(Exchange.request(context, base).text())
                .orElseThrow(() -> new IllegalArgumentException("the body must be a JSON object"));
    }

    private void press(RoutingContext context) {
        world.slack().press(body(context)).whenComplete((answer, failure) -> {
            Supplier<Answer> failed = () -> Exchange.problem(500, "Pressing failed", failure.getMessage());
            Exchange.send(context, failure == null ? Answer.json(200, answer) : failed.get());
        });
    }

    private Answer setFault(RoutingContext context) {
        return Answer.json(201, Faults.describe(world.faults().set(body(context))));
    }

    private Answer settings(RoutingContext context) {
        JsonNode wanted = body(context);
        if (wanted.has("interactionsUrl")) {
            world.slack().postInteractionsTo(url(wanted, "interactionsUrl"));
        }
        if (wanted.has("webhookUrl")) {
            world.jira().postWebhooksTo(url(wanted, "webhookUrl"));
        }
        if (wanted.has("rateLimitPerSecond")) {
            world.slack().limitTo(wanted.path("rateLimitPerSecond").asDouble());
        }
        return Answer.empty(204);
    }

    private static String url(JsonNode wanted, String field) {
        String url = wanted.path(field).asText();
        if (!url.matches("https?://.+")) {
            throw new IllegalArgumentException(field + " must be an http or https URL");
        }
        return URI.create(url).toString();
    }

    private Answer transition(RoutingContext context) {
        JsonNode wanted = body(context);
        world.jira().move(context.pathParam("key"), wanted.path("status").asText(), email(wanted));
        return Answer.empty(204);
    }

    private Answer comment(RoutingContext context) {
        JsonNode wanted = body(context);
        String text = wanted.path("text").asText();
        if (text.isBlank()) {
            throw new IllegalArgumentException("text must not be empty");
        }
        world.jira().comment(context.pathParam("key"), text, email(wanted));
        return Answer.empty(204);
    }

    private String email(JsonNode wanted) {
        return world.slack()
                .member(wanted.path("user").asText())
                .map(SlackUser::email)
                .filter(email -> !email.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("user must name a person or an e-mail address"));
    }
}
