package io.headwater.incident.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A one-time link; its code is kept as a hash. */
@Entity
@Table(name = "login_link", schema = "console")
class LoginLinkRow {
    @Id
    String codeHash;

    String role;
    String workspace;
    String who;
    Instant expiresAt;
    Instant usedAt;
}
