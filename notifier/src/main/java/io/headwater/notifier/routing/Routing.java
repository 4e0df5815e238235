package io.headwater.notifier.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every route in force, in order; the first that holds decides. */
public record Routing(List<Route> routes) {

    public Routing {
        routes = List.copyOf(routes);
    }

    /** @param broken routes that could not be weighed and were passed over, in words */
    public record Choice(Destination destination, List<String> broken) {}

    /** The destination of an incident with these facts. */
    public Choice choose(Conditions conditions, Map<String, Object> facts) {
        List<String> broken = new ArrayList<>();
        for (Route route : routes) {
            try {
                if (route.when().isEmpty() || conditions.holds(route.when().get(), facts)) {
                    return new Choice(route.destination(), broken);
                }
            } catch (Conditions.BrokenCondition failure) {
                broken.add(failure.getMessage());
            }
        }
        return new Choice(Destination.DEFAULT, broken);
    }
}
