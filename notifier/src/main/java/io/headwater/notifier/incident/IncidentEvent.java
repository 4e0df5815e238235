package io.headwater.notifier.incident;

import java.time.Instant;

/**
 * A fact about an incident and how the incident stands after it.
 *
 * @param version from 1, by one with each event of the incident
 * @param at UTC
 */
public record IncidentEvent(
        String workspace, String incident, long version, Instant at, Happening what, Headline headline) {}
