package io.headwater.ticketing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.ticketing.ticket.Fact;
import io.headwater.ticketing.ticket.Intent;
import io.headwater.ticketing.ticket.Seen;
import io.headwater.ticketing.ticket.TicketPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntentionsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
    private static final Duration GATHERING = Duration.ofSeconds(5);
    private static final TicketPolicy SHIPPED = TicketPolicy.shipped("DATA", "Bug");

    private final Intentions ledger = new Intentions(NOW, GATHERING);

    @Test
    void the_same_events_give_the_same_ids_in_every_replay() {
        see(ledger, Seen.broken().at(2), Seen.broken().resolved().at(7));
        Intentions replay = new Intentions(NOW.plusSeconds(99_999), GATHERING);
        see(replay, Seen.broken().at(2), Seen.broken().resolved().at(7));

        assertThat(intents(replay).stream().map(row -> row.id))
                .containsExactlyElementsOf(
                        intents(ledger).stream().map(row -> row.id).toList());
        String ticket = ticket(ledger).ticketId;
        assertThat(ticket).isEqualTo(ticket(replay).ticketId).matches("tkt-[0-9a-f]{20}");
        assertThat(intents(ledger).stream().map(row -> row.id))
                .containsExactly(
                        ticket + "-2-create-0",
                        ticket + "-2-link-back-1",
                        ticket + "-7-comment-0",
                        ticket + "-7-move-1");
    }

    @Test
    void the_same_incident_in_another_workspace_is_another_ticket() {
        see(ledger, Seen.broken().at(2));
        Intentions other = new Intentions(NOW, GATHERING);
        other.consider(new Considered("t-0", 0, "other", "inc-1", Seen.broken().at(2), SHIPPED));
        assertThat(ticket(other).ticketId).isNotEqualTo(ticket(ledger).ticketId);
    }

    @Test
    void intents_keep_the_order_of_their_events() {
        see(
                ledger,
                Seen.broken().at(2),
                Seen.broken().resolved().at(7),
                Seen.broken().at(8));
        List<Long> places = intents(ledger).stream().map(row -> row.place).toList();
        assertThat(places).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void an_incident_without_a_ticket_leaves_no_row() {
        see(ledger, Seen.broken().priority("P2").at(2));
        assertThat(ledger.added).isEmpty();
    }

    @Test
    void changes_before_the_ticket_is_made_are_a_part_of_it() {
        see(
                ledger,
                Seen.broken().at(2),
                Seen.broken().titled("orders broke too").at(3));
        assertThat(kinds(ledger)).containsExactly("create", "link-back");
        Intent.Create create = (Intent.Create) intent(ledger, 0);
        assertThat(create.sight().title()).isEqualTo("orders broke too");
    }

    @Test
    void changes_after_it_was_sent_gather_in_one_edit() {
        see(ledger, Seen.broken().at(2));
        intents(ledger).forEach(IntentionsTest::sent);
        see(ledger, Seen.broken().titled("b").at(3), Seen.broken().titled("c").at(4));
        assertThat(kinds(ledger)).containsExactly("create", "link-back", "edit");
        assertThat(((Intent.Edit) intent(ledger, 2)).sight().title()).isEqualTo("c");
        assertThat(intents(ledger).get(2).dueAt).isEqualTo(NOW.plus(GATHERING));
    }

    @Test
    void an_edit_on_its_way_is_not_changed_under_the_senders_hands() {
        see(ledger, Seen.broken().at(2), Seen.broken().titled("b").at(3));
        intents(ledger).forEach(IntentionsTest::sent);
        see(ledger, Seen.broken().titled("c").at(4));
        assertThat(kinds(ledger)).containsExactly("create", "link-back", "edit");
        assertThat(((Intent.Create) intent(ledger, 0)).sight().title()).isEqualTo("b");
    }

    @Test
    void what_people_wait_for_does_not_wait_for_edits_to_gather() {
        see(ledger, Seen.broken().at(2));
        intents(ledger).forEach(IntentionsTest::sent);
        see(
                ledger,
                Seen.broken().titled("b").at(3),
                Seen.broken().titled("b").resolved().at(4));
        assertThat(kinds(ledger)).containsExactly("create", "link-back", "edit", "comment", "move");
        assertThat(intents(ledger).stream().map(row -> row.dueAt)).containsOnly(NOW);
    }

    @Test
    void an_edit_never_jumps_over_a_comment() {
        see(ledger, Seen.broken().at(2));
        intents(ledger).forEach(IntentionsTest::sent);
        see(
                ledger,
                Seen.broken().mergedFrom("inc-b").at(3),
                Seen.broken().mergedFrom("inc-b").titled("b").at(4));
        assertThat(kinds(ledger)).containsExactly("create", "link-back", "comment", "edit");
    }

    @Test
    void a_ticket_that_ended_takes_no_more_intents_but_remembers_how_far_it_read() {
        see(ledger, Seen.broken().at(2));
        ticket(ledger).ended = true;
        see(ledger, Seen.broken().resolved().at(3));
        assertThat(kinds(ledger)).containsExactly("create", "link-back");
        assertThat(ticket(ledger).version).isEqualTo(3);
    }

    private static void see(Intentions ledger, Fact... facts) {
        for (Fact fact : facts) {
            ledger.consider(new Considered("t-0", fact.version(), "shop", "inc-1", fact, SHIPPED));
        }
    }

    private static void sent(IntentRow row) {
        row.state = State.SENT;
        row.attempts = 1;
    }

    private static TicketRow ticket(Intentions ledger) {
        return (TicketRow) ledger.added.get(0);
    }

    private static List<IntentRow> intents(Intentions ledger) {
        return ledger.added.stream()
                .filter(IntentRow.class::isInstance)
                .map(IntentRow.class::cast)
                .toList();
    }

    private static List<String> kinds(Intentions ledger) {
        return intents(ledger).stream().map(row -> row.kind).toList();
    }

    private static Intent intent(Intentions ledger, int index) {
        return LedgerJson.read(intents(ledger).get(index).document, Intent.class);
    }
}
