package io.headwater.notifier.telling;

import io.headwater.notifier.routing.Destination;
import io.headwater.notifier.routing.Escalation;
import java.time.Instant;
import java.util.Optional;

/**
 * The rest that a decision needs.
 *
 * @param now UTC
 * @param destination of the incident: as chosen before, else as the routes say now
 * @param onCall who is on call now for it, by hash
 */
public record Circumstances(Instant now, Destination destination, Optional<String> onCall, Escalation escalation) {}
