package io.headwater.bench.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.bench.Progress;
import io.headwater.stack.PackagedService;
import io.headwater.stack.TestTokens;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** incident-core as far as it projects the log. */
final class ProjectionService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final String PATH = "/api/projection/rebuild";

    private final HttpClient http = HttpClient.newHttpClient();
    private final PackagedService service;
    private final PlainInserts database;

    ProjectionService(PackagedService service, PlainInserts database) {
        this.service = service;
        this.database = database;
    }

    /** Returns when the live projection has nothing more to read: it would share the database with the rebuild. */
    void awaitLive(Progress progress) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        long before = -1;
        long read = 0;
        while (read == 0 || read != before) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the live projection does not come to the end of the log");
            }
            Thread.sleep(QUIET.toMillis());
            before = read;
            read = database.number("select coalesce(sum(next_offset), 0)::bigint from projection_v1.projection_offset");
        }
        progress.say("the live projection has read all of it");
    }

    /** How long a rebuild takes, from its start until the new projection serves. */
    double rebuildSeconds(Progress progress) throws IOException, InterruptedException {
        JsonNode rebuild = ask("POST");
        String phase = "";
        Instant end = Instant.now().plus(PATIENCE);
        while (rebuild.path("state").asText().equals("running")) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the rebuild takes too long: " + rebuild);
            }
            if (!rebuild.path("phase").asText().equals(phase)) {
                phase = rebuild.path("phase").asText();
                progress.say("rebuild: %s", phase);
            }
            Thread.sleep(200);
            rebuild = ask("GET");
        }
        if (!rebuild.path("state").asText().equals("done")) {
            throw new IllegalStateException("the rebuild ended so: " + rebuild);
        }
        Duration taken = Duration.between(
                Instant.parse(rebuild.path("startedAt").asText()),
                Instant.parse(rebuild.path("updatedAt").asText()));
        progress.say("rebuilt in %.1f s", taken.toMillis() / 1e3);
        return taken.toMillis() / 1e3;
    }

    private JsonNode ask(String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.url().resolve(PATH))
                .header("Authorization", "Bearer " + TestTokens.ADMIN)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    method + " " + PATH + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
