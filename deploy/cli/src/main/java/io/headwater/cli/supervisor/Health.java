package io.headwater.cli.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a part that runs says of itself at `/q/health`: that its process lives is not all that can be wrong with it. */
public final class Health {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A check that waits for a broker in vain takes some seconds itself, and is to be named. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private Health() {}

    /** What is wrong with it, as of now, in one line; empty where nothing is, or it is not up or has no health to ask for. */
    public static Optional<String> complaint(PartState part) {
        if (!part.isUp() || !LocalStack.SERVICES.contains(part.name())) {
            return Optional.empty();
        }
        URI health = URI.create("http://127.0.0.1:" + part.port() + "/q/health");
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(health).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.empty() : Optional.of(complaint(answer));
        } catch (IOException silent) {
            return Optional.of("does not answer at " + health + ": " + silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("was not asked at " + health + ": interrupted");
        }
    }

    private static String complaint(HttpResponse<String> answer) {
        try {
            JsonNode checks = JSON.readTree(answer.body()).path("checks");
            String down = StreamSupport.stream(checks.spliterator(), false)
                    .filter(check -> !check.path("status").asText().equals("UP"))
                    .map(check -> check.path("name").asText() + " is DOWN" + data(check.path("data")))
                    .collect(Collectors.joining("; "));
            return down.isEmpty() ? "answers " + answer.statusCode() + " at " + answer.uri() : down;
        } catch (IOException none) {
            return "answers " + answer.statusCode() + " at " + answer.uri() + ", and no health document";
        }
    }

    private static String data(JsonNode data) {
        return data.isEmpty()
                ? ""
                : data.properties().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue().asText())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
