package io.headwater.notifier.telling;

import io.headwater.notifier.incident.Headline;
import io.headwater.notifier.incident.Priority;
import io.headwater.notifier.message.Card;
import io.headwater.notifier.routing.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger knows of an incident.
 *
 * @param version the last event taken in
 * @param headline as it stands after that
 * @param announced whether people were, or are about to be, told of it
 * @param destination where; chosen when it is announced
 * @param onCall who was on call then, by hash
 * @param gravest the gravest priority that was said aloud since it was announced or reopened
 * @param causes the root causes that were told last
 * @param links tickets and documents
 */
public record Told(
        long version,
        Optional<Headline> headline,
        boolean declared,
        boolean announced,
        Optional<Destination> destination,
        Optional<String> onCall,
        Priority gravest,
        List<String> causes,
        List<Card.Link> links) {

    /** Nothing yet. */
    public static final Told NOTHING = new Told(
            0,
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Priority.UNKNOWN,
            List.of(),
            List.of());

    Told after(long newVersion, Headline now) {
        return new Told(newVersion, Optional.of(now), declared, announced, destination, onCall, gravest, causes, links);
    }

    Told withDeclared(boolean isDeclared) {
        return new Told(version, headline, isDeclared, announced, destination, onCall, gravest, causes, links);
    }

    Told withAnnounced(Destination where, Optional<String> who, Headline now) {
        return new Told(
                version, headline, declared, true, Optional.of(where), who, now.priority(), now.rootCauses(), links);
    }

    Told withGravest(Priority priority) {
        return new Told(version, headline, declared, announced, destination, onCall, priority, causes, links);
    }

    Told withCauses(List<String> told) {
        return new Told(version, headline, declared, announced, destination, onCall, gravest, told, links);
    }

    Told withLink(Card.Link link) {
        List<Card.Link> all = new ArrayList<>(links);
        all.removeIf(one -> one.system().equals(link.system()) && one.key().equals(link.key()));
        all.add(link);
        return new Told(version, headline, declared, announced, destination, onCall, gravest, causes, List.copyOf(all));
    }
}
