package io.headwater.ticketing.ticket;

import java.time.Instant;

/**
 * One incident event, as far as tickets care.
 *
 * @param version of the incident after it
 * @param at the event's own time, UTC
 * @param reason what the event says of itself; may be empty
 */
public record Fact(long version, Instant at, Sight sight, String reason) {}
