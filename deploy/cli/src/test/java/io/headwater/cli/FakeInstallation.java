package io.headwater.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Stands where the gateway would: answers what a test says and remembers what it was sent. */
public final class FakeInstallation implements AutoCloseable {
    /** @param line method and path */
    record Received(String line, String authorization, String contentType, String signature, String body) {}

    private record Reply(int status, String body) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new LinkedHashMap<>();
    private final Map<String, Function<String, String>> answers = new LinkedHashMap<>();
    private final HttpServer server;

    public FakeInstallation() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    line,
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("x-mcd-signature"),
                    sent));
            Reply reply = answers.containsKey(line)
                    ? new Reply(202, answers.get(line).apply(sent))
                    : replies.getOrDefault(line, new Reply(202, "{\"accepted\":1}"));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** @param line method and path; quotation marks in the body may be apostrophes */
    public FakeInstallation replies(String line, int status, String body) {
        replies.put(line, new Reply(status, body.replace('\'', '"')));
        return this;
    }

    /** Answers 202 with what that makes of the request's body. */
    FakeInstallation answers(String line, Function<String, String> body) {
        answers.put(line, body);
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
