package io.headwater.ingest.http;

import io.headwater.problem.Problem;
import io.headwater.problem.ProblemMappers;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says 413 as a problem where a request announces too large a body; Quarkus itself would answer without a word. */
@ApplicationScoped
class BodyLimit {
    private static final int BEFORE_ALL_ROUTES = 1_000;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize limit;

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ROUTES);
    }

    private void check(RoutingContext request) {
        long most = limit.asLongValue();
        String announced = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null || announced.length() > 18 || Long.parseLong(announced) <= most) {
            request.next();
            return;
        }
        Problem problem = Problem.of(
                413,
                "too-large",
                "The request is too large",
                "a request has at most " + most + " bytes; send artifacts gzip'ed",
                new Problem.FieldError("body", "at most " + most + " bytes"));
        request.response()
                .setStatusCode(413)
                .putHeader("content-type", "application/problem+json")
                .putHeader("connection", "close")
                .end((String) ProblemMappers.response(problem).getEntity());
    }
}
