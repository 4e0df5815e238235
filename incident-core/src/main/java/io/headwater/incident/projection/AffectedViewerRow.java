package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** Who opened which affected asset in the broken interval, in one revision of the impact. */
@Entity
@Table(name = "incident_viewer")
@IdClass(AffectedViewerRow.Key.class)
class AffectedViewerRow {
    @Id
    String incidentKey;

    @Id
    int revision;

    /** Keyed hash. */
    @Id
    String viewer;

    @Id
    String asset;

    int views;
    Instant firstAt;
    Instant lastAt;
    /** {@link Lines} of `source/check`. */
    String failingChecks;

    /** A viewer counts once per asset in a revision. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String incidentKey;
        int revision;
        String viewer;
        String asset;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.revision == revision
                    && Objects.equals(key.incidentKey, incidentKey)
                    && Objects.equals(key.viewer, viewer)
                    && Objects.equals(key.asset, asset);
        }

        @Override
        public int hashCode() {
            return Objects.hash(incidentKey, revision, viewer, asset);
        }
    }
}
