package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An incident as it stands. */
@Entity
@Table(name = "incident")
class IncidentRow {
    @Id
    String key;

    String workspace;
    String id;
    long version;
    String status;
    String priority;
    String title;
    Instant openedAt;
    Instant updatedAt;
    Instant acknowledgedAt;
    Instant resolvedAt;
    /** {@link Lines} of URNs. */
    String rootCauses = "";
    /** {@link Lines} of people's hashes and teams: who answers for what is affected. */
    String owners = "";

    String assignee;
    String mergedInto;
    int impactRevision;
    String description = "";
    String headline;
    String candidates = "[]";
}
