package io.headwater.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Speaks HTTP to a sandbox with the JDK's client. */
final class Http {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String base;
    private final String authorization;

    private Http(String base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    static Http jira(Sandbox sandbox) {
        return jira(sandbox, "headwater@example.com:sandbox-jira-token");
    }

    static Http jira(Sandbox sandbox, String account) {
        String basic = Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        return new Http(sandbox.jiraUrl() + "/rest/api/3/", "Basic " + basic);
    }

    static Http slack(Sandbox sandbox) {
        return new Http(sandbox.slackApiUrl(), "Bearer xoxb-sandbox");
    }

    static Http scripts(Sandbox sandbox) {
        return new Http(sandbox.url() + "/", "");
    }

    record Answer(int status, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return MAPPER.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + response.body(), e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    /** Quotes in the body may be written as apostrophes. */
    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body.replace('\'', '"'));
    }

    Answer put(String path, String body) throws IOException, InterruptedException {
        return send("PUT", path, body.replace('\'', '"'));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "");
    }

    Answer send(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response);
    }
}
