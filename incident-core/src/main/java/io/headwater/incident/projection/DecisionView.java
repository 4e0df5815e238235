package io.headwater.incident.projection;

import java.time.Instant;

/**
 * What was decided about a command.
 *
 * @param kind ACCEPTED, REJECTED, …
 * @param version the incident's version after it; null where it changed none
 */
public record DecisionView(String command, String kind, String reason, String incident, Long version, Instant at) {}
