package io.headwater.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.sandbox.fault.Faults;
import io.headwater.sandbox.jira.JiraSandbox;
import io.headwater.sandbox.journal.RequestLog;
import io.headwater.sandbox.journal.StateFile;
import io.headwater.sandbox.mail.Mailbox;
import io.headwater.sandbox.mail.SmtpFront;
import io.headwater.sandbox.slack.SlackSandbox;
import io.headwater.sandbox.web.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A running sandbox on 127.0.0.1. Safe for many threads. */
public final class Sandbox implements AutoCloseable {
    private final Vertx vertx;
    private final World world;
    private final String basePath;
    private volatile int httpPort;
    private int smtpPort;

    /** Starts and returns once both ports listen; throws IllegalStateException where a port is taken. */
    public static Sandbox start(SandboxConfig config) {
        return new Sandbox(config);
    }

    private Sandbox(SandboxConfig config) {
        basePath = config.basePath();
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        LiveEvents events = new LiveEvents(vertx);
        StateFile file = new StateFile(config.dataFile());
        Supplier<String> base =
                () -> config.publicUrl().map(origin -> origin + basePath).orElseGet(this::url);
        world = new World(
                new SlackSandbox(config.slack(), config.clock(), file, events, () -> base.get() + "/slack"),
                new JiraSandbox(config.jira(), config.clock(), file, events, () -> base.get() + "/jira"),
                new Mailbox(config.clock(), file, events),
                new Faults(config.clock()),
                new RequestLog(),
                file,
                config.publicUrl().orElse(""));
        try {
            listen(config, events);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void listen(SandboxConfig config, LiveEvents events) {
        FrontDoor door = new FrontDoor(basePath, world, events, config.clock());
        // Java's client asks every server to go on in HTTP/2; without TLS no vendor does.
        HttpServerOptions plain = new HttpServerOptions().setHttp2ClearTextEnabled(false);
        HttpServer server = vertx.createHttpServer(plain).requestHandler(door.router(vertx));
        httpPort = await(
                        server.listen(config.httpPort(), "127.0.0.1"),
                        "listening on port " + config.httpPort() + " for HTTP")
                .actualPort();
        SmtpFront front = new SmtpFront(vertx, world.faults(), world.mailbox().port());
        smtpPort = await(front.listen(config.smtpPort()), "listening on port " + config.smtpPort() + " for SMTP");
    }

    private static <T> T await(Future<T> future, String doing) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("sandbox: " + doing + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("sandbox: interrupted while " + doing, e);
        }
    }

    /** The sandbox's base, {@code http://127.0.0.1:port/sandbox}. */
    public String url() {
        return "http://127.0.0.1:" + httpPort + basePath;
    }

    /** For {@code headwater.slack.api-url}. */
    public String slackApiUrl() {
        return url() + "/slack/api/";
    }

    /** For {@code headwater.jira.url}. */
    public String jiraUrl() {
        return url() + "/jira";
    }

    public int httpPort() {
        return httpPort;
    }

    public int smtpPort() {
        return smtpPort;
    }

    /** Where pressed buttons go from now on: the app's {@code /slack/interactions}. */
    public void postInteractionsTo(String url) {
        world.slack().postInteractionsTo(url);
    }

    /** Where Jira's webhooks go from now on. */
    public void postWebhooksTo(String url) {
        world.jira().postWebhooksTo(url);
    }

    /** As {@code GET /sandbox/slack/messages}: the items. */
    public JsonNode slackMessages() {
        return world.slack().messages(false).path("items");
    }

    /** As {@code GET /sandbox/jira/issues}: the items. */
    public JsonNode jiraIssues() {
        return world.jira().issues().path("items");
    }

    /** As {@code GET /sandbox/mail/messages}: the items. */
    public JsonNode mails() {
        return world.mailbox().messages().path("items");
    }

    /** As {@code GET /sandbox/requests?target=}: the items. */
    public JsonNode requests(String target) {
        return world.requests().list(target).path("items");
    }

    /** Presses a button and waits for the app's answer: {@code {ok, status, body, millis[, error]}}. */
    public ObjectNode press(String channel, String ts, String actionId, String user) {
        return world.slack()
                .press(Json.object()
                        .put("channel", channel)
                        .put("ts", ts)
                        .put("actionId", actionId)
                        .put("user", user))
                .join();
    }

    /** The next {@code count} requests meet this fault; words as in {@code POST /sandbox/faults}. */
    public void fault(String target, String kind, int count) {
        world.faults().set(Json.object().put("target", target).put("kind", kind).put("count", count));
    }

    public void clearFaults() {
        world.faults().clear();
    }

    /** Forgets messages, issues, mails and requests, on disk too. Settings and faults stay. */
    public void wipe() {
        world.wipe();
    }

    @Override
    public void close() {
        await(vertx.close(), "closing");
        world.mailbox().close();
        world.file().close();
    }
}
