package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * What was decided about a command (keyed `workspace|command id`), an outcome (`workspace|source/check|run`) or a silence
 * (`workspace|silence/name|when it began`).
 */
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

    /** `workspace|silence/name` of the silence that it is about or that hides the outcome. */
    String policyKey;
}
