package io.headwater.ticketing.ticket;

/**
 * What the ledger holds of an incident that was ever to have a ticket.
 *
 * @param version the last event that was considered
 * @param told the incident as the intents so far tell it
 * @param ended there is no ticket to keep in step: it was refused or suppressed
 */
public record Known(long version, Sight told, Placement placement, boolean ended) {}
