package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** An asset within the blast radius, in one revision of the impact. */
@Entity
@Table(name = "incident_asset")
@IdClass(AffectedAssetRow.Key.class)
class AffectedAssetRow {
    @Id
    String incidentKey;

    @Id
    int revision;

    @Id
    String urn;

    String name;
    String type;
    int depth;
    Integer tier;
    /** {@link Lines} of people's hashes and teams. */
    String owners;
    /** {@link Lines} of URNs. */
    String path;

    /** An asset counts once in a revision. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String incidentKey;
        int revision;
        String urn;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.revision == revision
                    && Objects.equals(key.incidentKey, incidentKey)
                    && Objects.equals(key.urn, urn);
        }

        @Override
        public int hashCode() {
            return Objects.hash(incidentKey, revision, urn);
        }
    }
}
