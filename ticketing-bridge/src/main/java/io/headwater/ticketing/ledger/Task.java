package io.headwater.ticketing.ledger;

import io.headwater.ticketing.ticket.Intent;
import java.util.Optional;

/**
 * An intent about to be carried out; the ledger already says SENT.
 *
 * @param id of the intent
 * @param key the key, once there is one
 * @param attempts this one included
 * @param mayBeDone an earlier attempt's fate is unknown: look before doing it again
 */
public record Task(
        String id,
        String ticketId,
        String workspace,
        String incident,
        Optional<String> key,
        Intent intent,
        int attempts,
        boolean mayBeDone) {}
