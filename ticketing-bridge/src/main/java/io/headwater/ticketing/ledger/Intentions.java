package io.headwater.ticketing.ledger;

import io.headwater.identity.ContentId;
import io.headwater.ticketing.ticket.Decision;
import io.headwater.ticketing.ticket.Intent;
import io.headwater.ticketing.ticket.Known;
import io.headwater.ticketing.ticket.Placement;
import io.headwater.ticketing.ticket.Sight;
import io.headwater.ticketing.ticket.TicketDecider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of one transaction, as they change event by event. */
final class Intentions {
    /** More intents than any event brings. */
    private static final long PLACES = 10_000;

    private final Map<String, TicketRow> tickets = new HashMap<>();
    private final Map<String, List<IntentRow>> unfinished = new HashMap<>();
    final List<Object> added = new ArrayList<>();
    private final Instant now;
    private final Duration editDelay;

    Intentions(Instant now, Duration editDelay) {
        this.now = now;
        this.editDelay = editDelay;
    }

    /** @param rows of unfinished intents, in order per ticket */
    void loaded(List<TicketRow> known, List<IntentRow> rows) {
        known.forEach(ticket -> tickets.put(ticket.key, ticket));
        rows.forEach(row -> queue(row.ticketKey).add(row));
    }

    void consider(Considered event) {
        TicketRow ticket = tickets.get(event.key());
        Optional<Known> before = Optional.ofNullable(ticket).map(Intentions::known);
        Decision decision = TicketDecider.decide(before, event.fact(), event.policy());
        if (decision.known().isEmpty()) {
            return;
        }
        Known after = decision.known().get();
        TicketRow row = ticket == null ? open(event, after) : ticket;
        row.version = after.version();
        row.told = LedgerJson.write(after.told());
        int nth = 0;
        for (Intent intent : decision.intents()) {
            add(row, intent, nth++);
        }
    }

    private static Known known(TicketRow row) {
        return new Known(
                row.version,
                LedgerJson.read(row.told, Sight.class),
                LedgerJson.read(row.placement, Placement.class),
                row.ended);
    }

    private TicketRow open(Considered event, Known known) {
        TicketRow row = new TicketRow();
        row.key = event.key();
        row.ticketId = ContentId.of("tkt", event.workspace(), event.incident());
        row.workspace = event.workspace();
        row.incident = event.incident();
        row.placement = LedgerJson.write(known.placement());
        row.changed(State.INTENDED, "", now);
        tickets.put(row.key, row);
        added.add(row);
        return row;
    }

    private void add(TicketRow ticket, Intent intent, int nth) {
        List<IntentRow> queue = queue(ticket.key);
        if (intent instanceof Intent.Edit edit && foldedIn(queue, edit)) {
            return;
        }
        if (!(intent instanceof Intent.Edit)) {
            queue.forEach(waiting -> waiting.dueAt = waiting.isUnsent() ? now : waiting.dueAt);
        }
        IntentRow row = new IntentRow();
        row.id = "%s-%d-%s-%d".formatted(ticket.ticketId, ticket.version, intent.kind(), nth);
        row.ticketKey = ticket.key;
        row.place = ticket.version * PLACES + nth;
        row.kind = intent.kind();
        row.document = LedgerJson.write(intent);
        row.state = State.INTENDED;
        row.dueAt = intent instanceof Intent.Edit ? now.plus(editDelay) : now;
        queue.add(row);
        added.add(row);
    }

    /** An edit that follows one not yet sent, or a ticket not yet made, becomes a part of it. */
    private static boolean foldedIn(List<IntentRow> queue, Intent.Edit edit) {
        for (int i = queue.size() - 1; i >= 0; i--) {
            IntentRow waiting = queue.get(i);
            Intent intent = LedgerJson.read(waiting.document, Intent.class);
            if (intent instanceof Intent.LinkBack) {
                continue;
            }
            if (!waiting.isUnsent()) {
                return false;
            }
            if (intent instanceof Intent.Edit) {
                waiting.document = LedgerJson.write(edit);
                return true;
            }
            if (intent instanceof Intent.Create create) {
                waiting.document = LedgerJson.write(new Intent.Create(edit.sight(), create.placement()));
                return true;
            }
            return false;
        }
        return false;
    }

    private List<IntentRow> queue(String key) {
        return unfinished.computeIfAbsent(key, any -> new ArrayList<>());
    }
}
