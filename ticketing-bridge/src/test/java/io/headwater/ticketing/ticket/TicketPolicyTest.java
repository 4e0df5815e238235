package io.headwater.ticketing.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicketPolicyTest {
    private static final TicketPolicy GRAVE = TicketPolicy.shipped("DATA", "Bug");
    private static final TicketPolicy ALL_ELSE =
            new TicketPolicy(Set.of("P2", "P3"), new Placement("LATER", "Task", List.of(), "Done"));

    @Test
    void without_a_policy_p0_and_p1_go_into_the_installations_project() {
        assertThat(GRAVE.priorities()).containsExactlyInAnyOrder("P0", "P1");
        assertThat(GRAVE.placement()).isEqualTo(new Placement("DATA", "Bug", List.of(), "Done"));
    }

    @Test
    void of_several_the_first_that_wants_the_incident_places_it() {
        Sight lesser = Seen.broken().priority("P2").sight();
        assertThat(TicketPolicy.choose(List.of(GRAVE, ALL_ELSE), lesser)).isEqualTo(ALL_ELSE);
    }

    @Test
    void where_none_wants_it_there_is_still_one_to_ask() {
        Sight least = Seen.broken().priority("P4").sight();
        assertThat(TicketPolicy.choose(List.of(GRAVE, ALL_ELSE), least)).isEqualTo(GRAVE);
        assertThat(GRAVE.wants(least)).isFalse();
    }
}
