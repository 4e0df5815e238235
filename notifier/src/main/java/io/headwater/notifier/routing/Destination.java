package io.headwater.notifier.routing;

import java.util.Optional;

/**
 * Where an incident goes.
 *
 * @param channel name with `#`, or a channel's id
 * @param rotation name of the rotation that answers
 * @param escalation name of the escalation policy
 */
public record Destination(String channel, Optional<String> rotation, Optional<String> escalation) {
    /** Where everything goes that no route takes. */
    public static final Destination DEFAULT = new Destination("#data-incidents", Optional.empty(), Optional.empty());
}
