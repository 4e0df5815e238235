package io.headwater.incident.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One alert of an incident: a check in a run. */
@Entity
@Table(name = "incident_alert")
class AlertRow {
    @Id
    String key;

    String incidentKey;
    String source;

    @Column(name = "check_id")
    String check;

    String checkName;
    String checkKind;
    String run;
    String outcome;
    String severity;
    String role;
    String subject;
    /** {@link Lines} of URNs. */
    String assets;

    Instant occurredAt;
    Instant clearedAt;
    String clearedReason;
    Instant lastPassedAt;
    String message;
    Long failedRows;
    String url;

    static String keyOf(String incidentKey, String source, String check, String run) {
        return String.join("|", incidentKey, source, check, run);
    }

    boolean isOf(String otherSource, String otherCheck) {
        return source.equals(otherSource) && check.equals(otherCheck);
    }
}
