package io.headwater.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A registry is ready when it lists its groups, for which it needs its database. */
record RegistryProbe(String url) implements ServerHandle.Probe {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();

    @Override
    public Optional<String> obstacle() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/groups?limit=1"))
                .timeout(ANSWER)
                .build();
        try {
            int status =
                    HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? Optional.empty() : Optional.of(request.uri() + " answered " + status);
        } catch (IOException failure) {
            return Optional.of(request.uri() + " does not answer (" + failure + ")");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for the registry", interrupted);
        }
    }
}
