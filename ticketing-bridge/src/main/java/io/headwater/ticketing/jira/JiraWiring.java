package io.headwater.ticketing.jira;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes the client of the configured site. */
class JiraWiring {

    /** Empty where Jira is not configured. */
    @Produces
    @Singleton
    JiraDoor door(JiraSettings settings) {
        return new JiraDoor(settings.missing().isPresent() ? Optional.empty() : Optional.of(connect(settings)));
    }

    private static Jira connect(JiraSettings settings) {
        String site = settings.url().orElseThrow().replaceAll("/+$", "");
        String account = settings.email().orElseThrow() + ":" + settings.token().orElseThrow();
        String basic = "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        ClientRequestFilter signIn = request -> request.getHeaders().putSingle("Authorization", basic);
        JiraApi api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(site))
                .connectTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .register(signIn)
                .build(JiraApi.class);
        return new Jira(api, site);
    }
}
