package io.headwater.incident.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A session; its id is kept as a hash. */
@Entity
@Table(name = "session", schema = "console")
class SessionRow {
    @Id
    String idHash;

    String role;
    String workspace;
    String who;
    Instant expiresAt;
}
