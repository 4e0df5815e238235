package io.headwater.ticketing.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Something to be done at the far end. */
@Entity
@Table(name = "intent")
class IntentRow {
    @Id
    String id;

    String ticketKey;
    long place;
    String kind;
    String document;
    String state;
    String reason = "";
    Instant dueAt;
    int attempts;

    boolean isUnsent() {
        return state.equals(State.INTENDED) && attempts == 0;
    }
}
