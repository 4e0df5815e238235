package io.headwater.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch heard = new CountDownLatch(1);
    private HttpServer ingest;
    private HttpServer core;
    private Gateway gateway;
    private int port;

    @BeforeEach
    void start() throws IOException {
        ingest = server("ingest");
        core = server("core");
        core.createContext("/events", this::tellInTwoSteps);
        Map<String, Integer> routes = new LinkedHashMap<>();
        routes.put("/api/ingest", ingest.getAddress().getPort());
        routes.put("/away", freePort());
        routes.put("/", core.getAddress().getPort());
        port = freePort();
        gateway = Gateway.start(port, new Routes(routes));
    }

    @AfterEach
    void stop() {
        gateway.close();
        ingest.stop(0);
        core.stop(0);
    }

    @Test
    void the_longest_listed_prefix_decides_and_the_rest_goes_to_the_core() throws Exception {
        assertThat(get("/api/ingest/acme/dbt?x=1").body()).isEqualTo("ingest /api/ingest/acme/dbt?x=1 0");
        assertThat(get("/incidents").body()).startsWith("core /incidents");
        assertThat(get("/api/ingestion").body()).startsWith("core");
    }

    @Test
    void a_service_sees_the_host_that_people_see() throws Exception {
        assertThat(get("/host").body()).isEqualTo("127.0.0.1:" + port);
    }

    @Test
    void a_large_body_streams_through() throws Exception {
        byte[] large = new byte[20 << 20];
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri("/api/ingest/acme/dbt"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(large))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("ingest /api/ingest/acme/dbt " + large.length);
    }

    @Test
    void events_pass_as_they_happen_and_not_when_the_stream_ends() throws Exception {
        HttpResponse<InputStream> answer =
                http.send(HttpRequest.newBuilder(uri("/events")).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader events = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
            assertThat(events.readLine()).isEqualTo("data: first");
            heard.countDown();
            assertThat(events.readLine()).isEmpty();
            assertThat(events.readLine()).isEqualTo("data: second");
        }
    }

    @Test
    void a_service_that_is_away_is_a_bad_gateway() throws Exception {
        assertThat(get("/away/x").statusCode()).isEqualTo(502);
    }

    @Test
    void a_taken_port_says_which_and_how_to_choose_another() {
        assertThatThrownBy(() -> Gateway.start(core.getAddress().getPort(), new Routes(Map.of())))
                .hasMessageContaining("port " + core.getAddress().getPort())
                .hasMessageContaining("port.gateway");
    }

    /** The second event is only sent once the first was heard. */
    private void tellInTwoSteps(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            if (heard.await(10, TimeUnit.SECONDS)) {
                exchange.getResponseBody().write("data: second\n\n".getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpServer server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            long size = 0;
            try (InputStream body = exchange.getRequestBody()) {
                byte[] buffer = new byte[8192];
                for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                    size += n;
                }
            }
            String host = exchange.getRequestHeaders().getFirst("Host");
            boolean asksHost = exchange.getRequestURI().getPath().equals("/host");
            byte[] answer = (asksHost ? host : name + " " + exchange.getRequestURI() + " " + size)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
