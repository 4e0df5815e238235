package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** One event of an incident's timeline. */
@Entity
@Table(name = "incident_event")
@IdClass(EventRow.Key.class)
class EventRow {
    @Id
    String incidentKey;

    @Id
    long version;

    String type;
    Instant at;
    String sentence;
    String noteId;
    String document;

    /** What the incident was after it; these and the headline are null after an event of a single check. */
    String status;

    String priority;
    String owners;
    String assignee;
    String mergedInto;
    String headline;

    int logPartition;
    long logOffset;

    /** The identity of an event: its incident and version. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String incidentKey;
        long version;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.version == version && Objects.equals(key.incidentKey, incidentKey);
        }

        @Override
        public int hashCode() {
            return Objects.hash(incidentKey, version);
        }
    }
}
