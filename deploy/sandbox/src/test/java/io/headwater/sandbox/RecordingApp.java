package io.headwater.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An app that takes whatever is posted to it and answers 200. */
final class RecordingApp implements AutoCloseable {
    record Received(Headers headers, String body) {}

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private RecordingApp(HttpServer server) {
        this.server = server;
    }

    static RecordingApp start() throws IOException {
        RecordingApp app =
                new RecordingApp(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        app.server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            app.received.add(new Received(exchange.getRequestHeaders(), body));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        app.server.start();
        return app;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    List<Received> received() {
        return received;
    }

    /** The last interaction's payload. */
    JsonNode payload() throws IOException {
        String body = received.get(received.size() - 1).body();
        return new ObjectMapper()
                .readTree(URLDecoder.decode(body.substring("payload=".length()), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
