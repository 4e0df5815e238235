package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** A stretch of time [since, until) an asset spent in one status; until is null while it lasts. */
@Entity
@Table(name = "asset_status_interval")
@IdClass(StatusIntervalRow.Key.class)
class StatusIntervalRow {
    @Id
    String assetKey;

    @Id
    Instant since;

    Instant until;
    String status;
    String incident;

    /** An asset is in one status at a time. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String assetKey;
        Instant since;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && Objects.equals(key.assetKey, assetKey)
                    && Objects.equals(key.since, since);
        }

        @Override
        public int hashCode() {
            return Objects.hash(assetKey, since);
        }
    }
}
