package io.headwater.sandbox.jira;

import io.headwater.sandbox.web.Answer;
import io.headwater.sandbox.web.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resources by method and path pattern, {@code issue/{}/comment}; a known path with another method is a 405. */
final class JiraRoutes {
    /** What a resource does with the values of the path's {@code {}}. */
    @FunctionalInterface
    interface Resource {
        Answer handle(Request request, List<String> values);
    }

    private record Route(String method, String[] pattern, Resource resource) {}

    private final List<Route> routes = new ArrayList<>();

    JiraRoutes on(String method, String pattern, Resource resource) {
        routes.add(new Route(method, pattern.split("/"), resource));
        return this;
    }

    Answer handle(Request request) {
        String[] path = request.segments();
        boolean known = false;
        for (Route route : routes) {
            Optional<List<String>> values = match(route.pattern(), path);
            if (values.isPresent() && route.method().equals(request.method())) {
                return route.resource().handle(request, values.get());
            }
            known |= values.isPresent();
        }
        throw known ? JiraError.of(405, "Method Not Allowed") : JiraError.of(404, "null for uri: /" + request.path());
    }

    private static Optional<List<String>> match(String[] pattern, String[] path) {
        if (pattern.length != path.length) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].equals("{}")) {
                values.add(path[i]);
            } else if (!pattern[i].equals(path[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
