package io.headwater.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses addresses with the character U+0000, which no database can look for; names where it stands. */
public class RequestTexts {
    private static final String RULE = "must not hold the character U+0000";

    /** Empty: go on. */
    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    public Optional<Response> filter(ContainerRequestContext request) {
        return culprit(request.getUriInfo())
                .map(name -> Problem.malformed(name + " " + RULE, new Problem.FieldError(name, RULE)))
                .map(ProblemMappers::response);
    }

    private static Optional<String> culprit(UriInfo address) {
        if (address.getPath().indexOf('\0') >= 0) {
            return Optional.of("path");
        }
        return address.getQueryParameters().entrySet().stream()
                .filter(parameter -> holdsNul(parameter.getValue()))
                .map(parameter -> parameter.getKey().replace("\0", "\\u0000"))
                .findFirst();
    }

    private static boolean holdsNul(List<String> values) {
        return values.stream().anyMatch(value -> value.indexOf('\0') >= 0);
    }
}
