package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What was decided about a command (keyed `workspace|command id`) or an outcome (`workspace|source/check|run`). */
@Entity
@Table(name = "decision")
class DecisionRow {
    @Id
    String key;

    String subject;
    String kind;
    String reason;
    String incident;
    Long version;
    String run;
    Instant at;
}
