package io.headwater.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says 413 and 414 as a problem, to an announced body or an address that is too long; Quarkus itself would answer without
 * a word. It has to let through somewhat longer addresses for that: `quarkus.http.limits.max-initial-line-length`.
 */
@ApplicationScoped
public class RequestSize {
    static final int LONGEST_ADDRESS = 8_000;
    private static final int BEFORE_ALL_ROUTES = 1_000;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize limit;

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ROUTES);
    }

    private void check(RoutingContext request) {
        if (request.request().uri().length() > LONGEST_ADDRESS) {
            refuse(
                    request,
                    Problem.of(
                            414,
                            "address-too-long",
                            "The address is too long",
                            "an address with its query has at most " + LONGEST_ADDRESS
                                    + " characters; ask for less at once"));
        } else if (isTooLarge(request.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
            long most = limit.asLongValue();
            refuse(
                    request,
                    Problem.of(
                            413,
                            "too-large",
                            "The request is too large",
                            "a request has at most " + most + " bytes; split it, or send artifacts gzip'ed",
                            new Problem.FieldError("body", "at most " + most + " bytes")));
        } else {
            request.next();
        }
    }

    /** What is no number is for others to refuse. */
    private boolean isTooLarge(String announced) {
        return announced != null && announced.matches("\\d{1,18}") && Long.parseLong(announced) > limit.asLongValue();
    }

    private static void refuse(RoutingContext request, Problem problem) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader("content-type", "application/problem+json")
                .putHeader("connection", "close")
                .end((String) ProblemMappers.response(problem).getEntity());
    }
}
