package io.headwater.ticketing.ledger;

import io.headwater.ticketing.ticket.Fact;
import io.headwater.ticketing.ticket.TicketPolicy;

/**
 * One incident event to be considered.
 *
 * @param place `topic-partition`
 * @param policy the one in force for it
 */
public record Considered(String place, long offset, String workspace, String incident, Fact fact, TicketPolicy policy) {
    String key() {
        return workspace + "|" + incident;
    }
}
