package io.headwater.ticketing.ticket;

import java.util.List;
import java.util.Optional;

/**
 * What follows from an event.
 *
 * @param known what the ledger holds from now on; empty: still no ticket
 * @param intents in the order to be carried out
 */
public record Decision(Optional<Known> known, List<Intent> intents) {}
