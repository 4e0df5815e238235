package io.headwater.incident.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A ticket or document linked to an incident; keyed `workspace|ticket id`. */
@Entity
@Table(name = "ticket")
class TicketRow {
    @Id
    String key;

    String incidentKey;
    String system;

    /** The far end's own name of it, e.g. `DATA-12`. */
    @Column(name = "ticket")
    String remoteKey;

    String url;
    String status;
    String state;
    String reason;
    Instant firstAt;
    Instant at;
}
