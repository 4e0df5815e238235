package io.headwater.sandbox;

import io.headwater.sandbox.VendorDoor.Vendor;
import io.headwater.sandbox.jira.JiraSandbox;
import io.headwater.sandbox.slack.SlackSandbox;
import io.headwater.sandbox.web.Answer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;

/** Lays out every path of the sandbox. */
final class FrontDoor {
    private static final long LARGEST_BODY = 8L << 20;
    private static final Map<String, String> PAGE = Map.of(
            "icon.svg", "image/svg+xml",
            "index.html", "text/html; charset=utf-8",
            "page.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8",
            "blocks.js", "text/javascript; charset=utf-8",
            "documents.js", "text/javascript; charset=utf-8");

    private final String base;
    private final World world;
    private final LiveEvents events;
    private final Clock clock;

    FrontDoor(String base, World world, LiveEvents events, Clock clock) {
        this.base = base;
        this.world = world;
        this.events = events;
        this.clock = clock;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(new WholeBody(LARGEST_BODY));
        vendors(router);
        new ScriptApi(world, base).addTo(router);
        router.get(base + "/events").handler(events::open);
        router.get(base + "/slack/archives/:channel/:message").handler(this::message);
        router.get(base + "/jira/browse/:key").handler(this::issue);
        router.post(base + "/slack/actions/:id")
                .handler(context -> Exchange.send(
                        context, world.slack().respond(context.pathParam("id"), Exchange.request(context, base))));
        router.get(base).handler(context -> page(context, ""));
        router.get(base + "/:file").handler(context -> page(context, context.pathParam("file")));
        router.get(base + "/").handler(context -> page(context, "index.html"));
        return router;
    }

    private void vendors(Router router) {
        String slack = base + "/slack/api/";
        String jira = base + "/jira/rest/api/3/";
        VendorDoor slackDoor = door(new Vendor(
                "slack",
                slack,
                world.slack()::api,
                SlackSandbox::rateLimited,
                SlackSandbox::unauthorized,
                SlackSandbox::broken));
        VendorDoor jiraDoor = door(new Vendor(
                "jira",
                jira,
                world.jira()::api,
                JiraSandbox::rateLimited,
                () -> world.jira().unauthorized(),
                JiraSandbox::broken));
        router.route(slack + "*").handler(slackDoor::handle);
        router.route(jira + "*").handler(jiraDoor::handle);
    }

    private VendorDoor door(Vendor vendor) {
        return new VendorDoor(vendor, world.faults(), world.requests(), clock);
    }

    /** From Slack's link form to the place on the page. */
    private void message(RoutingContext context) {
        String digits = context.pathParam("message").replaceAll("\\D", "");
        String ts = digits.length() > 6
                ? digits.substring(0, digits.length() - 6) + "." + digits.substring(digits.length() - 6)
                : digits;
        String channel = context.pathParam("channel").replaceAll("\\W", "");
        Exchange.send(context, Answer.redirect(base + "/#slack/" + channel + "/" + ts));
    }

    private void issue(RoutingContext context) {
        String key = context.pathParam("key").replaceAll("[^\\w-]", "");
        Exchange.send(context, Answer.redirect(base + "/#jira/" + key));
    }

    private void page(RoutingContext context, String file) {
        if (file.isEmpty() && !context.request().path().endsWith("/")) {
            Exchange.send(context, Answer.redirect(base + "/"));
        } else if (PAGE.containsKey(file)) {
            Exchange.send(context, new Answer(200, headers(file), resource(file)));
        } else {
            context.next();
        }
    }

    private static Map<String, String> headers(String file) {
        return Map.of(
                "Content-Type", PAGE.get(file),
                "Cache-Control", "no-cache",
                "X-Content-Type-Options", "nosniff",
                "Content-Security-Policy", "default-src 'self'; frame-ancestors 'self'; base-uri 'none'");
    }

    private static byte[] resource(String file) {
        try (InputStream in = FrontDoor.class.getResourceAsStream("page/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the page's " + file, e);
        }
    }
}
