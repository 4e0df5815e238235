package io.headwater.incident.projection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;

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
    /** It speaks of a cause: the check did not break itself, and was not skipped. */
    boolean evidence;

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

    /** Becomes that other alert, held by this incident. */
    void take(AlertRow other, String incident) {
        key = keyOf(incident, other.source, other.check, other.run);
        incidentKey = incident;
        source = other.source;
        check = other.check;
        checkName = other.checkName;
        checkKind = other.checkKind;
        run = other.run;
        outcome = other.outcome;
        severity = other.severity;
        evidence = other.evidence;
        subject = other.subject;
        assets = other.assets;
        occurredAt = other.occurredAt;
        clearedAt = other.clearedAt;
        clearedReason = other.clearedReason;
        lastPassedAt = other.lastPassedAt;
        message = other.message;
        failedRows = other.failedRows;
        url = other.url;
    }

    /** Whether it watches one of the root causes; the cause may move on, so this is not kept. */
    boolean isCause(Collection<String> rootCauses) {
        return evidence && Lines.read(assets).stream().anyMatch(rootCauses::contains);
    }

    boolean isOf(String otherSource, String otherCheck) {
        return source.equals(otherSource) && check.equals(otherCheck);
    }
}
