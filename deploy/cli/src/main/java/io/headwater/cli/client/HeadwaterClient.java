package io.headwater.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Talks to a Headwater installation as any client would. Asks again for up to a minute where a part is away. */
public final class HeadwaterClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String token;

    /**
     * @param url the installation's origin, without a slash at its end
     * @param token a bearer token
     */
    public HeadwaterClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    public String url() {
        return url;
    }

    /** An answer: status, and the body as JSON (null node where it is none). */
    public record Answer(int status, JsonNode body, String text) {
        public boolean ok() {
            return status / 100 == 2;
        }

        /** The problem's own words, for people. */
        public String words() {
            if (body != null && body.hasNonNull("detail")) {
                StringBuilder words = new StringBuilder(body.get("detail").asText());
                body.path("errors").forEach(e -> words.append("\n  ")
                        .append(e.path("field").asText())
                        .append(": ")
                        .append(e.path("rule").asText()));
                return words.toString();
            }
            return "HTTP " + status + ": " + text;
        }
    }

    /** The installation refused a request. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }

    /** GET; the path begins with a slash. */
    public JsonNode get(String path) {
        return require(send(request(path).GET()), "GET " + path);
    }

    /** POST of JSON text. */
    public Answer post(String path, String json, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        headers.forEach(request::setHeader);
        return send(request);
    }

    /** PUT of a text with that content type. */
    public Answer put(String path, String text, String contentType) {
        return send(request(path).header("Content-Type", contentType).PUT(BodyPublishers.ofString(text)));
    }

    /** DELETE; the path begins with a slash. */
    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** POST of files as multipart/form-data, streamed. */
    public Answer postFiles(String path, Map<String, Path> files) {
        String boundary = "headwater-" + UUID.randomUUID();
        List<BodyPublisher> parts = new ArrayList<>();
        try {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                parts.add(BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                        + file.getKey() + "\"; filename=\"" + file.getValue().getFileName()
                        + "\"\r\nContent-Type: application/json\r\n\r\n"));
                if (!Files.isReadable(file.getValue())) {
                    throw new IOException(file.getValue() + " cannot be read");
                }
                parts.add(BodyPublishers.ofFile(file.getValue()));
                parts.add(BodyPublishers.ofString("\r\n"));
            }
        } catch (IOException failure) {
            throw new Refused(failure.getMessage());
        }
        parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        BodyPublisher body = BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
        return send(request(path)
                .timeout(Duration.ofMinutes(10))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    /** The body of a good answer. */
    public static JsonNode require(Answer answer, String what) {
        if (!answer.ok()) {
            throw new Refused(what + ": " + answer.words());
        }
        return answer.body();
    }

    /** That name, or with `-2`, `-3`, … the first of which no incident is known. */
    public String freshWorkspace(String first) {
        String name = first;
        for (int n = 2;
                !get("/api/incidents/" + name + "?status=all&limit=1")
                        .path("items")
                        .isEmpty();
                n++) {
            name = first + "-" + n;
        }
        return name;
    }

    /** Waits until lineage knows an asset of that name; returns whether it came to know it in time. */
    public boolean awaitAsset(String workspace, String name, Duration patience) {
        String path = "/api/lineage/" + workspace + "/assets?q=" + name;
        long deadline = System.nanoTime() + patience.toNanos();
        while (get(path).path("items").isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path))
                .timeout(Duration.ofSeconds(60))
                .setHeader("Authorization", "Bearer " + token);
    }

    private URI address(String path) {
        try {
            return new URI(url + path);
        } catch (URISyntaxException wrong) {
            throw new Refused("%s is no address: '%s' cannot stand in one"
                    .formatted(path, wrong.getInput().charAt(wrong.getIndex())));
        }
    }

    /** Every request here is idempotent on its natural key, so one whose answer was lost may be sent again. */
    private Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String failure;
            try {
                HttpResponse<String> answer =
                        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (answer.statusCode() != 502 && answer.statusCode() != 503 && answer.statusCode() != 504) {
                    return new Answer(answer.statusCode(), json(answer.body()), answer.body());
                }
                failure = "HTTP " + answer.statusCode() + " " + answer.body();
            } catch (IOException lost) {
                failure = lost.toString();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Refused("interrupted while asking " + request.uri());
            }
            if (System.nanoTime() > deadline) {
                throw new Refused(request.method() + " " + request.uri() + " has no answer: " + failure);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    private static JsonNode json(String text) {
        if (text == null || text.isBlank() || !(text.charAt(0) == '{' || text.charAt(0) == '[')) {
            return JSON.nullNode();
        }
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            return JSON.nullNode();
        }
    }
}
