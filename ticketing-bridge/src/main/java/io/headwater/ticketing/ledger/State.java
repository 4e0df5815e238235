package io.headwater.ticketing.ledger;

import java.util.List;

/** The states of tickets and intents, as `DeliveryState` of the contract spells them. */
final class State {
    static final String INTENDED = "INTENDED";
    static final String SENT = "SENT";
    static final String CONFIRMED = "CONFIRMED";
    static final String FAILED = "FAILED";
    static final String SUPPRESSED = "SUPPRESSED";
    static final List<String> UNFINISHED = List.of(INTENDED, SENT);

    private State() {}
}
