package io.headwater.ticketing.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The ticket of one incident; keyed `workspace|incident`. */
@Entity
@Table(name = "ticket")
class TicketRow {
    @Id
    String key;

    String ticketId;
    String workspace;
    String incident;
    long version;
    String told;
    String placement;
    boolean ended;
    String state;
    String reason = "";
    String remoteKey;
    String status = "";
    Instant changedAt;
    long revision;
    long published;
    boolean linked;

    /** From here on the row differs from what Kafka shows. */
    void changed(String newState, String newReason, Instant at) {
        state = newState;
        reason = newReason;
        changedAt = at;
        revision++;
    }
}
