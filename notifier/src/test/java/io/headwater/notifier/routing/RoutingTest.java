package io.headwater.notifier.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutingTest {
    /** A language in which `yes` holds, `no` does not, and anything else is broken. */
    private static final Conditions WORDS = (condition, facts) -> switch (condition) {
        case "yes" -> true;
        case "no" -> false;
        default -> throw new Conditions.BrokenCondition("`" + condition + "` is no word", null);
    };

    @Test
    void the_first_route_that_holds_decides() {
        Routing.Choice choice = choose(route("no", "#one"), route("yes", "#two"), route("yes", "#three"));
        assertThat(choice.destination().channel()).isEqualTo("#two");
        assertThat(choice.broken()).isEmpty();
    }

    @Test
    void a_route_without_a_condition_always_holds() {
        assertThat(choose(route("no", "#one"), always("#all"), route("yes", "#never"))
                        .destination()
                        .channel())
                .isEqualTo("#all");
    }

    @Test
    void a_broken_condition_is_passed_over_and_named() {
        Routing.Choice choice = choose(route("maybe", "#one"), route("yes", "#two"));
        assertThat(choice.destination().channel()).isEqualTo("#two");
        assertThat(choice.broken()).containsExactly("`maybe` is no word");
    }

    @Test
    void what_no_route_takes_goes_to_the_default_channel() {
        Routing.Choice choice = choose(route("no", "#one"), route("perhaps", "#two"));
        assertThat(choice.destination()).isEqualTo(Destination.DEFAULT);
        assertThat(choice.broken()).hasSize(1);
        assertThat(choose().destination().channel()).isEqualTo("#data-incidents");
    }

    private static Routing.Choice choose(Route... routes) {
        return new Routing(List.of(routes)).choose(WORDS, Map.of());
    }

    private static Route route(String when, String channel) {
        return new Route(Optional.of(when), new Destination(channel, Optional.empty(), Optional.empty()));
    }

    private static Route always(String channel) {
        return new Route(Optional.empty(), new Destination(channel, Optional.empty(), Optional.empty()));
    }
}
