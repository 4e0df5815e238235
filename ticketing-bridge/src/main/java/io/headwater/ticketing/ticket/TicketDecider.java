package io.headwater.ticketing.ticket;

import io.headwater.ticketing.ticket.Intent.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what an incident event means for the incident's ticket. It compares the incident with what the ticket tells of
 * it, whatever the event is called, so that events of unknown types and repeated ones do no harm.
 */
public final class TicketDecider {
    private static final String DEFAULT_DONE = "Done";

    private TicketDecider() {}

    /** What follows from {@code fact}; nothing from an event that was considered before. */
    public static Decision decide(Optional<Known> known, Fact fact, TicketPolicy policy) {
        if (known.isEmpty()) {
            return wantsTicket(fact.sight(), policy) ? create(fact, policy) : new Decision(known, List.of());
        }
        Known before = known.get();
        if (fact.version() <= before.version()) {
            return new Decision(known, List.of());
        }
        if (before.ended()) {
            return new Decision(Optional.of(at(before, fact.version(), before.told())), List.of());
        }
        List<Intent> intents = keepInStep(before, fact);
        Sight told = intents.isEmpty() ? before.told() : fact.sight();
        return new Decision(Optional.of(at(before, fact.version(), told)), intents);
    }

    /** Once people may be told (so never for a late incident that is not announced), while it is open. */
    private static boolean wantsTicket(Sight sight, TicketPolicy policy) {
        return sight.announced() && sight.status().isOpen() && !sight.isMerged() && policy.wants(sight);
    }

    private static Decision create(Fact fact, TicketPolicy policy) {
        Sight sight = fact.sight();
        Known known = new Known(fact.version(), sight, policy.placement(), false);
        return new Decision(
                Optional.of(known),
                List.of(new Intent.Create(sight, policy.placement()), new Intent.LinkBack(sight.title())));
    }

    private static List<Intent> keepInStep(Known before, Fact fact) {
        Sight told = before.told();
        Sight sight = fact.sight();
        List<Intent> intents = new ArrayList<>();
        boolean ends =
                told.status().isOpen() && !told.isMerged() && (sight.status().isOver() || sight.isMerged());
        if (sight.differsMaterially(told) || ends && !sight.impact().equals(told.impact())) {
            intents.add(new Intent.Edit(sight));
        }
        for (String merged : sight.mergedFrom()) {
            if (!told.mergedFrom().contains(merged)) {
                intents.add(comment(Topic.MERGED_FROM, fact, merged));
            }
        }
        if (sight.isMerged() && !told.isMerged()) {
            intents.add(comment(Topic.MERGED_INTO, fact, sight.mergedInto().orElseThrow()));
        } else if (ends) {
            intents.add(comment(Topic.RESOLVED, fact, ""));
        }
        if (ends) {
            intents.add(done(before.placement()));
        } else if (told.status().isOver() && sight.status().isOpen() && !sight.isMerged()) {
            intents.add(comment(Topic.REOPENED, fact, ""));
            intents.add(backToWork(sight.status()));
        }
        return intents;
    }

    private static Intent comment(Topic topic, Fact fact, String other) {
        return new Intent.Comment(topic, fact.sight(), fact.at(), other, fact.reason());
    }

    /** A policy that names a transition means that one; the shipped word stands for any that ends a ticket. */
    private static Intent done(Placement placement) {
        String name = placement.resolvedTransition();
        return new Intent.Move(List.of(name), name.equals(DEFAULT_DONE) ? "done" : "");
    }

    private static Intent backToWork(Status status) {
        return status == Status.TRIGGERED
                ? new Intent.Move(List.of("To Do", "In Progress"), "new")
                : new Intent.Move(List.of("In Progress", "To Do"), "indeterminate");
    }

    private static Known at(Known before, long version, Sight told) {
        return new Known(version, told, before.placement(), before.ended());
    }
}
