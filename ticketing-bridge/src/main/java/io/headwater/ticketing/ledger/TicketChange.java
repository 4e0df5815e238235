package io.headwater.ticketing.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A ticket as Kafka should show it.
 *
 * @param revision grows with each change
 * @param remoteKey the key, once there is one
 * @param state as `DeliveryState` of the contract spells it
 * @param linked whether the incident's history knows the ticket already
 */
public record TicketChange(
        String ticketId,
        String workspace,
        String incident,
        Optional<String> remoteKey,
        String status,
        String state,
        String reason,
        Instant at,
        long revision,
        boolean linked) {}
