package io.headwater.ticketing.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.ticketing.ticket.Intent.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketDeciderTest {
    private static final TicketPolicy SHIPPED = TicketPolicy.shipped("DATA", "Bug");

    private Optional<Known> known = Optional.empty();
    private final List<Intent> intents = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"P0", "P1"})
    void a_grave_incident_gets_a_ticket_with_a_link_back(String priority) {
        see(Seen.broken().priority(priority).at(2));
        assertThat(kinds()).containsExactly("create", "link-back");
        assertThat(((Intent.Create) intents.get(0)).placement())
                .isEqualTo(new Placement("DATA", "Bug", List.of(), "Done"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P2", "P3", "P4", "UNKNOWN"})
    void a_lesser_incident_gets_none_and_is_not_even_remembered(String priority) {
        see(Seen.broken().priority(priority).at(2));
        assertThat(intents).isEmpty();
        assertThat(known).isEmpty();
    }

    @Test
    void a_lesser_incident_that_becomes_graver_gets_its_ticket_then() {
        see(Seen.broken().priority("P2").at(2));
        see(Seen.broken().priority("P1").at(3));
        assertThat(kinds()).containsExactly("create", "link-back");
    }

    @Test
    void one_that_becomes_lesser_again_keeps_its_ticket_which_says_so() {
        see(Seen.broken().at(2));
        see(Seen.broken().priority("P3").at(3));
        assertThat(kinds()).containsExactly("create", "link-back", "edit");
    }

    @Test
    void an_incident_that_nobody_was_told_of_gets_none() {
        see(Seen.broken().notAnnounced().at(1));
        see(Seen.broken().notAnnounced().resolved().at(2));
        assertThat(intents).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"UNKNOWN", "RESOLVED", "CLOSED"})
    void an_incident_that_is_over_before_it_could_have_a_ticket_gets_none(Status status) {
        see(Seen.broken().status(status).at(5));
        assertThat(intents).isEmpty();
    }

    @Test
    void a_merged_incident_gets_none() {
        see(Seen.broken().mergedInto("inc-older").at(5));
        assertThat(intents).isEmpty();
    }

    @Test
    void an_event_that_was_considered_before_says_nothing() {
        see(Seen.broken().at(2));
        see(Seen.broken().resolved().at(3));
        int before = intents.size();
        see(Seen.broken().at(2));
        see(Seen.broken().resolved().at(3));
        assertThat(intents).hasSize(before);
        assertThat(known.orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void what_a_reader_of_the_ticket_would_not_notice_is_no_edit() {
        see(Seen.broken().viewers(23).at(2));
        see(Seen.broken().viewers(24).at(3));
        see(Seen.broken().status(Status.ACKNOWLEDGED).viewers(30).at(4));
        assertThat(kinds()).containsExactly("create", "link-back");
    }

    @Test
    void a_doubled_crowd_of_viewers_or_another_cause_is() {
        see(Seen.broken().viewers(23).at(2));
        see(Seen.broken().viewers(46).at(3));
        see(Seen.broken()
                .viewers(46)
                .causes(List.of("table:shop.raw.orders"), "It failed first.")
                .at(4));
        assertThat(kinds()).containsExactly("create", "link-back", "edit", "edit");
    }

    @Test
    void resolving_comments_with_the_reason_and_moves_to_any_state_that_ends_a_ticket() {
        see(Seen.broken().at(2));
        see(Seen.broken().resolved().at(3, "All checks pass again."));
        assertThat(kinds()).containsExactly("create", "link-back", "comment", "move");
        Intent.Comment comment = (Intent.Comment) intents.get(2);
        assertThat(comment.topic()).isEqualTo(Topic.RESOLVED);
        assertThat(comment.reason()).isEqualTo("All checks pass again.");
        assertThat(intents.get(3)).isEqualTo(new Intent.Move(List.of("Done"), "done"));
    }

    @Test
    void a_policy_that_names_its_own_transition_means_that_one_and_no_other() {
        TicketPolicy policy = new TicketPolicy(
                SHIPPED.priorities(), new Placement("OPS", "Incident", List.of("oncall"), "Close incident"));
        see(Seen.broken().at(2), policy);
        see(Seen.broken().resolved().at(3), policy);
        assertThat(intents.get(3)).isEqualTo(new Intent.Move(List.of("Close incident"), ""));
    }

    @Test
    void a_ticket_stays_where_the_policy_of_its_first_day_put_it() {
        see(Seen.broken().at(2));
        Placement elsewhere = new Placement("OPS", "Task", List.of(), "Closed");
        see(Seen.broken().resolved().at(3), new TicketPolicy(SHIPPED.priorities(), elsewhere));
        assertThat(known.orElseThrow().placement()).isEqualTo(SHIPPED.placement());
        assertThat(intents.get(3)).isEqualTo(new Intent.Move(List.of("Done"), "done"));
    }

    @Test
    void the_final_numbers_are_written_before_the_ticket_is_closed() {
        see(Seen.broken().viewers(23).at(2));
        see(Seen.broken().viewers(25).resolved().at(3));
        assertThat(kinds()).containsExactly("create", "link-back", "edit", "comment", "move");
    }

    @Test
    void closing_what_is_resolved_already_says_nothing_more() {
        see(Seen.broken().at(2));
        see(Seen.broken().resolved().at(3));
        see(Seen.broken().resolved().status(Status.CLOSED).at(4));
        assertThat(kinds()).containsExactly("create", "link-back", "comment", "move");
    }

    @Test
    void a_reopened_incident_reopens_its_ticket_instead_of_getting_another() {
        see(Seen.broken().at(2));
        see(Seen.broken().resolved().at(3));
        see(Seen.broken().at(4, "The same cause broke again."));
        assertThat(kinds().subList(4, 6)).containsExactly("comment", "move");
        assertThat(((Intent.Comment) intents.get(4)).topic()).isEqualTo(Topic.REOPENED);
        assertThat(intents.get(5)).isEqualTo(new Intent.Move(List.of("To Do", "In Progress"), "new"));
    }

    @Test
    void one_reopened_by_somebody_at_work_on_it_goes_back_to_work() {
        see(Seen.broken().at(2));
        see(Seen.broken().resolved().at(3));
        see(Seen.broken().status(Status.ACKNOWLEDGED).at(4));
        assertThat(intents.get(5)).isEqualTo(new Intent.Move(List.of("In Progress", "To Do"), "indeterminate"));
    }

    @Test
    void a_ticket_whose_incident_is_merged_says_where_the_work_goes_on_and_ends() {
        see(Seen.broken().at(2));
        see(Seen.broken().mergedInto("inc-older").at(3, "One cause explains both."));
        assertThat(kinds().subList(2, 4)).containsExactly("comment", "move");
        Intent.Comment comment = (Intent.Comment) intents.get(2);
        assertThat(comment.topic()).isEqualTo(Topic.MERGED_INTO);
        assertThat(comment.other()).isEqualTo("inc-older");
        see(Seen.broken().mergedInto("inc-older").resolved().at(4));
        assertThat(intents).hasSize(4);
    }

    @Test
    void the_one_that_lives_on_names_each_it_took_in_once() {
        see(Seen.broken().at(2));
        see(Seen.broken().mergedFrom("inc-b").at(3));
        see(Seen.broken().mergedFrom("inc-b", "inc-c").at(4));
        see(Seen.broken().mergedFrom("inc-b", "inc-c").at(5));
        assertThat(intents.stream().filter(Intent.Comment.class::isInstance).map(intent -> ((Intent.Comment) intent)
                        .other()))
                .containsExactly("inc-b", "inc-c");
    }

    @Test
    void a_ticket_that_was_refused_is_left_alone_whatever_happens_next() {
        known = Optional.of(new Known(2, Seen.broken().sight(), SHIPPED.placement(), true));
        see(Seen.broken().titled("worse").at(3));
        see(Seen.broken().resolved().at(4));
        assertThat(intents).isEmpty();
        assertThat(known.orElseThrow().version()).isEqualTo(4);
    }

    private void see(Fact fact) {
        see(fact, SHIPPED);
    }

    private void see(Fact fact, TicketPolicy policy) {
        Decision decision = TicketDecider.decide(known, fact, policy);
        known = decision.known();
        intents.addAll(decision.intents());
    }

    private List<String> kinds() {
        return intents.stream().map(Intent::kind).toList();
    }
}
