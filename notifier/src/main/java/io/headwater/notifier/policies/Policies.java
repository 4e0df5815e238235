package io.headwater.notifier.policies;

import io.headwater.notifier.oncall.Rotation;
import io.headwater.notifier.oncall.Shift;
import io.headwater.notifier.routing.Destination;
import io.headwater.notifier.routing.Escalation;
import io.headwater.notifier.routing.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The policies of a workspace that are in force.
 *
 * @param broken documents that could not be read and were passed over, in words
 */
public record Policies(
        Routing routing,
        SortedMap<String, Rotation> rotations,
        Map<String, Escalation> escalations,
        List<String> broken) {

    /** Whose turn it is for incidents that go there. */
    public Optional<Shift> onCall(Destination destination, Instant when) {
        return destination
                .rotation()
                .flatMap(name -> Optional.ofNullable(rotations.get(name)))
                .flatMap(rotation -> rotation.at(when));
    }

    /** What follows when nobody acknowledges; the shipped default where no policy says. */
    public Escalation escalation(Destination destination) {
        return escalations.getOrDefault(destination.escalation().orElse("default"), Escalation.DEFAULT);
    }
}
